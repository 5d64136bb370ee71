import { sudoRefused } from "../../../provider/ssh/failures";

test.each([
  ["sudo: a password is required", "user admin: sudo asks for a password"],
  [
    "sudo: a terminal is required to read the password; either use the -S option",
    "user admin: sudo asks for a password",
  ],
  ["sudo: sorry, you must have a tty to run sudo", "user admin: sudo asks for a password"],
  ["env: ‘sudo’: No such file or directory", "user admin: sudo is not installed"],
  ["env: 'sudo': No such file or directory", "user admin: sudo is not installed"],
  ["bash: line 1: sudo: command not found", "user admin: sudo is not installed"],
  ["admin is not in the sudoers file.", "user admin: sudo does not allow it"],
  ["Sorry, user admin is not allowed to execute '/usr/bin/sh' as root on node1.", "user admin: sudo does not allow it"],
  [
    "sudo: unable to open /etc/sudoers: Permission denied",
    "user admin: sudo fails: sudo: unable to open /etc/sudoers: Permission denied",
  ],
])("%s", (words, what) => {
  expect(sudoRefused("node1", "admin", words)).toMatchObject({ code: "SUDO", what, detail: { host: "node1" } });
});

test("other words are not sudo's", () => {
  expect(sudoRefused("node1", "admin", "This account is currently not available.")).toBeUndefined();
});
