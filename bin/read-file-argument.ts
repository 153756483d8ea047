import { parseArgs } from "node:util";

/**
 * Reads what a command about one file is given: FILE and `--json`.
 * @returns null where FILE is missing or there is more than one, which standard error has been told
 */
export function readFileArgument(args: string[], usage: string): { file: string; json: boolean } | null {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: "boolean", default: false } },
  });
  const [file, ...more] = positionals;
  if (file !== undefined && more.length === 0) return { file, json: values.json };
  console.error(usage);
  return null;
}
