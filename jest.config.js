const shared = {
  transform: { "\\.ts$": "@swc/jest" },
  testEnvironment: "node",
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
};

/** @type {import("jest").Config} */
module.exports = {
  testSequencer: "<rootDir>/test/sequencer.js",
  projects: ["unit", "crm", "lab", "faults", "chaos"].map((name) => ({
    ...shared,
    displayName: name,
    setupFiles: ["<rootDir>/test/seed.js"],
    testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
    // Real machines take their time, and others beside them: the limit is there to end a test that hangs.
    setupFilesAfterEnv: ["<rootDir>/test/limit.js"],
  })),
};
