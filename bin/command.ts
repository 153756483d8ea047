/** A command of the command line: one file each. The result goes to standard output, everything else to standard error. */
export type Command = {
  /** What `--help` prints. */
  usage: string;
  /** @returns the exit code */
  run: (args: string[]) => Promise<number>;
};
