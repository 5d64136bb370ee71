/** Names and values of kernel settings. */

/** Words between separators: letters, digits and what names of network interfaces have. Never empty, so never "..". */
const keyPattern = /^\w[\w@:+-]*([./]\w[\w@:+-]*)+$/;
const longest = 200;

/** `net.ipv4.ip_forward`, `net/ipv4/ip_forward`, `net.ipv4.conf.eth0/100.rp_filter`. */
export const isSysctlKey = (key: string): boolean => key.length <= longest && keyPattern.test(key);

const swap = (text: string): string => text.replace(/[./]/g, (separator) => (separator === "." ? "/" : "."));

/** The file below /proc/sys. The first separator decides which is which, as in sysctl.d(5). */
export const procPath = (key: string): string => (/[./]/.exec(key)?.[0] === "/" ? key : swap(key));

/** The one spelling of a key in our files and messages: with dots. */
export const dotted = (key: string): string => swap(procPath(key));

/** One line that sysctl.d files can hold: not empty, no control characters but tabs. */
export const isSysctlValue = (value: string): boolean =>
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  value.trim() !== "" && value.length <= 4000 && !/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value);

const words = (value: string): string => value.trim().split(/\s+/).join(" ");

/** The kernel prints several numbers with tabs between them where people write spaces. */
export const sameValue = (a: string, b: string): boolean => words(a) === words(b);
