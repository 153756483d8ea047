import fc from "fast-check";

// For FUZZ_RUNS=100000 npm test -- fuzz: every property without a number of its own is tried so often.
fc.configureGlobal({ numRuns: Number(process.env.FUZZ_RUNS) });
