/** What a command has to say when it is done. */
export interface Done {
  /** For people. */
  text: string;
  /** For programs. */
  json: object;
  warnings?: readonly string[];
}
