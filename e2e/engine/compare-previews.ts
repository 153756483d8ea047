import { lstatSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DiskBudget, readFolder } from "#lib/engine/disk/read-folder.ts";
import { endEngine } from "#lib/engine/pool.ts";
import { renderFiles } from "#lib/engine/render.ts";
import type { RenderInput, RenderOutcome } from "#lib/engine/types.ts";
import { corpusCases } from "./corpus-cases.ts";
import { isInSample } from "./in-sample.ts";
import type { Compared, Verdict } from "./parity-case.ts";

/**
 * ENG-32: a sample of what previews render, on the warm instances of the server's own pool, compared with an instance made for
 * it, as what is published is rendered. Clock and randomness are frozen, so that every byte has to be the same (ENG-36).
 */
export async function comparePreviews(): Promise<Compared[]> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "chartroom-parity-"));
  process.env.DATA_DIR = dataDir;
  const compared: Compared[] = [];
  try {
    for (const one of corpusCases()) {
      const folder = path.join(one.cwd, one.args.at(-1) ?? "");
      const isFolder = lstatSync(folder).isDirectory();
      if (!isFolder || one.op === "order" || one.args.length > 1 || !isInSample(one.id, 4)) continue;
      const [mount] = readFolder(folder, { budget: new DiskBudget() });
      const kind = one.op === "build" ? "kustomize-base" : "chart";
      const input: RenderInput = { kind, files: mount?.entries ?? [], isFrozen: true };
      const warm = await renderFiles(input, { lane: "large" });
      const fresh = await renderFiles(input, { lane: "large", isFresh: true });
      const verdict = sameOutcome(warm, fresh);
      const id = one.id.replace(/^C /, "P ");
      compared.push({
        one: { ...one, id, suite: "P", group: "previews, frozen" },
        mode: "rollback",
        verdict,
      });
    }
    return compared;
  } finally {
    endEngine();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function sameOutcome(warm: RenderOutcome, fresh: RenderOutcome): Verdict {
  const [expected, got] = [fresh, warm].map((outcome) =>
    outcome.kind === "rendered" ? Buffer.from(outcome.output).toString() : JSON.stringify(outcome.failure),
  );
  if (expected === got && warm.exitCode === fresh.exitCode && warm.stderr === fresh.stderr)
    return { kind: "equal" };
  return {
    kind: "different",
    what: "warm preview",
    expected: expected?.slice(0, 400) ?? "",
    got: got?.slice(0, 400) ?? "",
  };
}
