/** A mistake in a text, found while it is typed. Lines and columns count from one; the end is not included. */
export type TextProblem = {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
};
