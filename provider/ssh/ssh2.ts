/** Takes a tenth of a second to load, and most runs of a program that has not changed make no connection. */
export const ssh2 = async () => (await import("ssh2")).default;
