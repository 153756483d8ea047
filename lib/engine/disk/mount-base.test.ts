import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mountBase } from "./mount-base.ts";
import { DiskBudget, type Mount } from "./read-folder.ts";

let disk: string;
beforeEach(() => {
  disk = realpathSync(mkdtempSync(path.join(tmpdir(), "chartroom-base-")));
});
afterEach(() => rmSync(disk, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(disk, name)), { recursive: true });
    writeFileSync(path.join(disk, name), text);
  }
}

const pathsOf = (mounts: readonly Mount[]) =>
  mounts
    .flatMap(({ folder, entries }) =>
      entries.map((entry) => path.relative(disk, path.join(folder, entry.path))),
    )
    .sort();

describe("mountBase", () => {
  it("ENG-24: takes the folders and files that kustomization files refer to, beside the base too, and nothing else", () => {
    write({
      "overlay/kustomization.yaml":
        "resources: [../base, ../one/extra.yaml]\ncomponents: [../../out/of/sight]\npatches: [{path: patch.yaml}]\n",
      "overlay/patch.yaml": "",
      "base/kustomization.yml": "bases:\n- ../deeper\nnamePrefix: a\nnamePrefix: b\n",
      "base/unnamed.txt": "",
      "deeper/Kustomization": "configMapGenerator: [{name: a, files: [key=../one/data.txt]}]\n",
      "one/extra.yaml": "",
      "one/data.txt": "",
      "one/secret.txt": "",
      "secret/password": "",
    });
    expect(pathsOf(mountBase(path.join(disk, "overlay"), new DiskBudget()))).toEqual([
      "base/kustomization.yml",
      "base/unnamed.txt",
      "deeper/Kustomization",
      "one/data.txt",
      "one/extra.yaml",
      "overlay/kustomization.yaml",
      "overlay/patch.yaml",
    ]);
  });

  it("ENG-24: comes to an end where bases lead in a circle, and leaves addresses and absolute paths alone", () => {
    write({
      "a/kustomization.yaml": `resources: [../b, https://example.com/x.yaml, ${disk}/c/x.yaml]\n`,
      "b/kustomization.yaml": "resources: [../a, ../missing]\n",
      "c/x.yaml": "",
    });
    expect(pathsOf(mountBase(path.join(disk, "a"), new DiskBudget()))).toEqual([
      "a/kustomization.yaml",
      "b/kustomization.yaml",
    ]);
  });

  it("ENG-30: keeps links as links: what they lead to is not read", () => {
    write({ "a/kustomization.yaml": "resources: [link.yaml]\n", "outside.yaml": "" });
    symlinkSync("../outside.yaml", path.join(disk, "a/link.yaml"));
    const mounts = mountBase(path.join(disk, "a"), new DiskBudget());
    const entries = mounts.flatMap((mount) => mount.entries);
    expect(entries.find((entry) => entry.path === "link.yaml")).toEqual({
      path: "link.yaml",
      link: "../outside.yaml",
    });
  });

  it("ENG-24: a kustomization file that cannot be read is left for kustomize to refuse", () => {
    write({ "a/kustomization.yaml": "resources: ../b\n", "b/kustomization.yaml": "" });
    expect(pathsOf(mountBase(path.join(disk, "a"), new DiskBudget()))).toEqual(["a/kustomization.yaml"]);
  });
});
