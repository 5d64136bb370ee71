/** A value as one word of crm's language: always quoted, so that no character in it means anything. */
export const quote = (value: string): string => `"${value.replace(/[\\"]/g, "\\$&")}"`;

/** Words that need no quotes, so that a statement reads as an operator would type it. */
const plain = /^[\w./:@%+-]+$/;

export const word = (value: string): string => (plain.test(value) ? value : quote(value));

export const pair = (name: string, value: string): string => `${name}=${word(value)}`;

/**
 * crm stores characters beyond ASCII as literal references, cannot hold an empty value everywhere, cannot read a
 * backslash at the end, and takes a word that ends in a colon for a score.
 */
export const canCarry = (value: string): boolean => /^[ -~]+$/.test(value) && !/[\\:]$/.test(value);
