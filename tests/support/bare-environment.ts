const KEPT = ['PATH', 'LD_PRELOAD', 'FAKETIME', 'FAKETIME_DONT_FAKE_MONOTONIC'];

/** Environment of a program that has no settings of ours, as at a print house; only its clock is that of the run (--on). */
export const bareEnvironment: Readonly<Record<string, string>> = Object.fromEntries(
  KEPT.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);
