/**
 * One round trip answers several questions: a script prints each answer after a line that begins with a record
 * separator and names it. No output of the cluster's tools has that character.
 */
export const sectionShell = `section() { printf '\\036%s\\n' "$1"; }`;

export function parseSections(stdout: string): Readonly<Record<string, string>> {
  // eslint-disable-next-line no-control-regex -- no output of the tools has it
  const parts = stdout.split(/(?:^|\n?)\u001e/).slice(1);
  return Object.fromEntries(
    parts.map((part): [string, string] => {
      // Where the answer is empty, the line's end went with the separator of the next one.
      const [name = ""] = part.split("\n", 1);
      return [name, part.slice(name.length + 1)];
    }),
  );
}
