/** What went wrong with the lab, in words for the person who started it. */
export class LabError extends Error {
  override readonly name = "LabError";
}
