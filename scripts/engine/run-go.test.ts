import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { sha256 } from "./make-mirror.ts";

const root = resolve(import.meta.dirname, "../..");
const emptyFolder = mkdtempSync(join(tmpdir(), "no-go-"));
afterAll(() => rmSync(emptyFolder, { recursive: true, force: true }));

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));

describe("the commands that build the engine", () => {
  it.each(["engine:check", "engine:build", "engine:upgrade"])(
    "ENG-6, ENG-8: without Go, %s says so in a sentence, fails, and leaves the modules as they are",
    (name) => {
      const provenance = join(root, "engine/modules/provenance.json");
      const before = sha256(readFileSync(provenance));
      const [, script = ""] = scripts[name]?.split(" ") ?? [];
      const run = spawnSync(process.execPath, [script], {
        cwd: root,
        env: { PATH: emptyFolder, TMPDIR: emptyFolder, NODE_ENV: "test" },
        encoding: "utf8",
      });
      expect(run.stderr).toBe(
        "Go is not on the PATH. The committed modules need none; only building or checking them does: https://go.dev/dl/\n",
      );
      expect(run.stdout).toBe("");
      expect(run.status).toBe(1);
      expect(sha256(readFileSync(provenance))).toBe(before);
    },
    30_000,
  );

  it("ENG-8: the README tells an upgrade in ten steps, by commands that exist", () => {
    const [, steps = ""] = readFileSync(join(root, "engine/README.md"), "utf8").split("## Upgrading\n");
    expect(steps.match(/^\d+\. /gm)).toHaveLength(10);
    const named = [...steps.matchAll(/`npm run ([\w:]+)/g)].map(([, command = ""]) => command);
    expect(named).toContain("engine:upgrade");
    for (const command of named) expect(Object.keys(scripts)).toContain(command);
  });
});
