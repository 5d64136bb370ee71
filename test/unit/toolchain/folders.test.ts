import { homedir } from "node:os";
import { cacheFolder, stateFolder } from "../../../toolchain/folders";

test("as XDG says, and a relative path there counts as unset", () => {
  expect(cacheFolder({ XDG_CACHE_HOME: "/var/cache/me" })).toBe("/var/cache/me/pulumi-pacemaker");
  expect(stateFolder({ XDG_STATE_HOME: "/var/lib/me" })).toBe("/var/lib/me/pulumi-pacemaker");
  expect(cacheFolder({ XDG_CACHE_HOME: "here" })).toBe(`${homedir()}/.cache/pulumi-pacemaker`);
  expect(stateFolder({})).toBe(`${homedir()}/.local/state/pulumi-pacemaker`);
});
