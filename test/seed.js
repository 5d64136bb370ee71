// Properties are tried with other values in each run, but for CI, where a change is judged by itself, and where the
// environment says which: what a run has found can be met again.
const { CI, PACEMAKER_TEST_SEED = CI ? "1" : undefined } = process.env;
if (PACEMAKER_TEST_SEED !== undefined) require("fast-check").configureGlobal({ seed: Number(PACEMAKER_TEST_SEED) });
