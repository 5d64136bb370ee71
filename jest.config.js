const shared = {
  transform: { "\\.ts$": "@swc/jest" },
  testEnvironment: "node",
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
};

// What `npm test` leaves to `npm run test:all`, so that it stays within three quarters of an hour on a cold machine.
const long = ["adoption", "hosts", "input", "lifecycle", "provider", "reach", "refused", "together", "waiting"];
const left = process.env["PACEMAKER_TESTS"] === "all" ? [] : long.map((name) => `/test/lab/${name}\\.test\\.ts$`);

/** @type {import("jest").Config} */
module.exports = {
  projects: ["unit", "crm", "lab"].map((name) => ({
    ...shared,
    displayName: name,
    testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
    testPathIgnorePatterns: ["/node_modules/", ...left],
    // Real machines take their time: the limit is there to end a test that hangs.
    setupFilesAfterEnv: name === "unit" ? [] : ["<rootDir>/test/limit.js"],
  })),
};
