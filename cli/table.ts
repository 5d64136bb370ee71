/** What comes from a cluster may hold anything; a terminal must not act on it. */
// eslint-disable-next-line no-control-regex
export const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, " ");

/** Rows under a heading, each column as wide as its widest cell, two blanks between. Empty columns are left out. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const used = heading.map((_, column) => rows.some((row) => (row[column] ?? "") !== ""));
  const lines = [heading, ...rows].map((row) =>
    heading.map((_, i) => printable(row[i] ?? "")).filter((_, i) => used[i]),
  );
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  return lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** Words wrapped to a width, each line indented; paragraphs stay apart. */
export function wrapped(text: string, indent: string, width = 100): string[] {
  return text.split("\n\n").flatMap((paragraph, i) => {
    const lines = [""];
    for (const word of printable(paragraph).split(" ")) {
      const last = lines.at(-1) ?? "";
      if (last === "") lines[lines.length - 1] = word;
      else if (indent.length + last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    return [...(i > 0 ? [""] : []), ...lines.map((line) => indent + line)];
  });
}
