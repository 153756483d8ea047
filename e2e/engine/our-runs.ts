import { lintChart } from "#lib/engine/lint-path.ts";
import type { PathEngine } from "#lib/engine/path-engine.ts";
import { buildBase, orderBundle, templateChart } from "#lib/engine/render-path.ts";
import { parseLintFlags, parseTemplateFlags } from "../../bin/template-options.ts";
import type { ParityCase, Ran } from "./parity-case.ts";

/** Runs what the command line runs, for the kind that native is asked for. */
export async function runOurs(engine: PathEngine, { op, cwd, args }: ParityCase): Promise<Ran> {
  const ask = () => {
    switch (op) {
      case "template": {
        const { target, options } = parseTemplateFlags(args);
        return templateChart(engine, { cwd, target, options, stdin: null });
      }
      case "lint": {
        const { target, options } = parseLintFlags(args);
        return lintChart(engine, { cwd, target, options, stdin: null });
      }
      case "build":
        return buildBase(engine, { cwd, target: args[0] ?? "." });
      case "order":
        return orderBundle({ cwd, target: args[0] ?? "." });
    }
  };
  const { output, stderr, exitCode } = await ask();
  return { status: exitCode, stdout: Buffer.from(output), stderr };
}
