/** One question that native and our program are both asked. */
export type ParityCase = {
  /** `A helm pkg/…/alpine template --include-crds`: the same on every machine. */
  id: string;
  suite: Suite;
  /** What is told together: one set of flags, one kind. */
  group: string;
  /** `order` is a bundle, for which there is no native program. */
  op: "template" | "lint" | "build" | "order";
  /** The folder that both are started in. */
  cwd: string;
  /** What follows the command: flags and a path from `cwd`. */
  args: readonly string[];
};
/** `P` compares previews with what is published. */
export type Suite = "A" | "B" | "C" | "P";

/** What a program printed, and how it ended. */
export type Ran = { status: number; stdout: Buffer; stderr: string };

/** How one answer of ours compares with native's. */
export type Verdict =
  | { kind: "equal" }
  /** Native differs from itself from run to run; what does not is equal. */
  | { kind: "volatile" }
  /** Another answer, for a cause that is known. */
  | { kind: "explained"; cause: string }
  | { kind: "different"; what: string; expected: string; got: string };

export type Compared = { one: ParityCase; mode: Mode; verdict: Verdict };
/** `rollback`: one warm instance whose state is put back; `fresh`: a new one for each case (ENG-31, ENG-32). */
export type Mode = "rollback" | "fresh";
