import type { ParityCase, Ran } from "./parity-case.ts";

/** Why an answer differs from native's though nothing is wrong. Only where native fails too. */
type Cause = { says: string; holds: (one: ParityCase, native: Ran, ours: Ran) => boolean };

const CAUSES: readonly Cause[] = [
  {
    says: "Native Helm ends in a panic on a chart of the experimental v3 form; here the same chart is an error.",
    holds: (_, native) => /^panic: /m.test(native.stderr),
  },
  {
    says: "Native tries to fetch what is remote; here it is refused with a sentence that names it (ENG-21).",
    holds: (_, __, ours) => / is not fetched here: copy it into this folder/.test(ours.stderr),
  },
  {
    says: "Plugins and functions that are programs are refused with a sentence of our own, which holds native's (ENG-21).",
    holds: (_, __, ours) => /plugin or function \S+ is not run here: /.test(ours.stderr),
  },
  {
    says: "Helm charts in a base are refused with a sentence of our own, which holds native's (ENG-21).",
    holds: (_, __, ours) => / is not inflated here: /.test(ours.stderr),
  },
];

/** @returns the cause of a difference between two failures, as far as it is known */
export function causeOf(one: ParityCase, native: Ran, ours: Ran): string | null {
  if (native.status === 0 || ours.status === 0) return null;
  return CAUSES.find(({ holds }) => holds(one, native, ours))?.says ?? null;
}
