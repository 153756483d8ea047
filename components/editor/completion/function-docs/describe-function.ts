/** What is known of a template function beside its Go signature: in our words, with an example that a test runs. */
export type FunctionDoc = {
  /** Names of its parameters in order; the last one may repeat, `values…`. */
  readonly takes: readonly string[];
  readonly text: string;
  /** What stands between `{{` and `}}`. */
  readonly example: string;
  /** What the example prints; null where it differs from run to run, or is too long to be of use. */
  readonly gives: string | null;
};

/** @param takes names of the parameters, separated by spaces */
export function describeFunction(
  takes: string,
  text: string,
  example: string,
  gives: string | null = null,
): FunctionDoc {
  return { takes: takes === "" ? [] : takes.split(" "), text, example, gives };
}
