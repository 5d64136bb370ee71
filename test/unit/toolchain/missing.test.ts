import { missingGo, missingHere, missingPackages } from "../../../toolchain/missing";

const debian = { platform: "linux", node: "v20.20.2", uid: 0 };

describe("this machine", () => {
  test("a Linux machine with root has what the lab needs", () => {
    expect(missingHere(debian, { lab: true })).toBeUndefined();
  });
  test("who is not root can do what needs no lab", () => {
    expect(missingHere({ ...debian, uid: 1000 }, { lab: false })).toBeUndefined();
    expect(missingHere({ ...debian, uid: 1000 }, { lab: true })).toMatch(/^The lab needs root, .*sudo/);
  });
  test("another platform is named, with the way out", () => {
    expect(missingHere({ ...debian, platform: "darwin" }, { lab: false })).toMatch(
      /Linux only \(here: darwin\).*Debian/,
    );
  });
  test("an old Node is named, with the way out", () => {
    expect(missingHere({ ...debian, node: "v18.19.1" }, { lab: false })).toMatch(/v18\.19\.1 is too old: install/);
  });
});

describe("Go", () => {
  const wanted = "1.25.11";
  test("none", () => {
    expect(missingGo({ version: undefined, toolchain: "" }, wanted)).toMatch(
      /^Go is missing.*install Go 1\.25\.11.*pulumi/,
    );
  });
  test("one that fetches the version that the modules ask for is enough", () => {
    expect(missingGo({ version: "Go 1.24.4", toolchain: "auto" }, wanted)).toBeUndefined();
  });
  test("one that is told not to fetch must be new enough itself", () => {
    expect(missingGo({ version: "Go 1.24.4", toolchain: "local" }, wanted)).toMatch(/^Go 1\.24\.4 is too old/);
    expect(missingGo({ version: "Go 1.26.8", toolchain: "local" }, wanted)).toBeUndefined();
  });
  test("one from before Go could fetch says nothing about it", () => {
    expect(missingGo({ version: "Go 1.19.8", toolchain: "" }, wanted)).toMatch(/^Go 1\.19\.8 is too old/);
  });
});

describe("Debian packages", () => {
  const packages = ["debootstrap", "iproute2"];
  test("root with apt-get installs them", () => {
    expect(missingPackages({ packages, apt: true, uid: 0 })).toBeUndefined();
  });
  test("who is not root is told the command", () => {
    expect(missingPackages({ packages, apt: true, uid: 1000 })).toContain("apt-get install debootstrap iproute2");
  });
  test("without apt-get the packages are named", () => {
    expect(missingPackages({ packages, apt: false, uid: 0 })).toMatch(/needs debootstrap iproute2.*own package tool/);
  });
});
