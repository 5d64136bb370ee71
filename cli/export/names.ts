/** Words that no variable can be called, and those that the program uses itself. */
const taken = `arguments await break case catch class config const continue cluster debugger default delete do else enum
eval export extends false finally for function if implements import in instanceof interface let new null on package
pacemaker private protected public pulumi return static super switch this throw true try typeof var void while with
yield undefined NaN Infinity require module exports __dirname __filename global globalThis process Object Promise`;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** As a variable is called: `apache-ha` is `apacheHa`. */
export function camelCase(...names: readonly string[]): string {
  const words = names.flatMap((name) => name.split(/[^A-Za-z0-9]+/)).filter((word) => word !== "");
  const [first = "", ...others] = words;
  // Abbreviations in capitals are words like others.
  const small = /^[A-Z0-9]+$/.test(first) ? first.toLowerCase() : first.charAt(0).toLowerCase() + first.slice(1);
  return [small, ...others.map(capital)].join("").replace(/^(?=\d|$)/, "_");
}

/** Gives out names, each once: where one is taken, what the thing is comes behind it, then a number. */
export class Names {
  private readonly used = new Set(taken.split(/\s+/));

  claim(wanted: string, what: string): string {
    const longer = what === "" ? wanted : `${wanted}${capital(what)}`;
    let name = this.used.has(wanted) ? longer : wanted;
    for (let n = 2; this.used.has(name); n++) name = `${longer}${n}`;
    this.used.add(name);
    return name;
  }
}
