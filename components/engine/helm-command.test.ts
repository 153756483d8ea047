import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { quoteForShell, renderCommand } from "./helm-command.ts";
import { plainOptions } from "./preview-options.ts";

// A program called helm that prints what it was given, each argument on its own, then what it reads.
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "chartroom-command-"));
  writeFileSync(
    path.join(folder, "helm"),
    `#!/bin/sh\nfor one in "$@"; do printf '%s\\0' "$one"; done\ncat\n`,
    {
      mode: 0o755,
    },
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (command: string) =>
  execFileSync("/bin/sh", ["-c", command], {
    env: { NODE_ENV: "test", PATH: `${folder}:/bin:/usr/bin` },
    input: "",
    encoding: "utf8",
  }).split("\0");

describe("the command to copy", () => {
  it("GOH-22: says only what differs from Helm's own choice", () => {
    expect(renderCommand("chart", plainOptions)).toBe("helm template release-name .");
    expect(renderCommand("kustomize-base", plainOptions)).toBe("kustomize build .");
    expect(renderCommand("manifest-bundle", plainOptions)).toBeNull();
  });

  it("GOH-22: a shell hands every flag to helm as it was written here", () => {
    const command = renderCommand("chart", {
      ...plainOptions,
      releaseName: "shop",
      namespace: "pay ments",
      isUpgrade: true,
      kubeVersion: "v1.34",
      apiVersions: ["example.test/v1/Thing"],
      valueFiles: ["ci/it's-values.yaml", "values of $HOME.yaml"],
      ownValues: "a: |\n  VALUES\nVALUES\nb: `date`",
      setLines: [
        { flag: "set", text: "image.tag=1.2.3,a[0]=x" },
        { flag: "set-json", text: `c={"d": "it's $HOME"}` },
        { flag: "set", text: "" },
      ],
      includeCrds: true,
      skipTests: true,
      noHooks: true,
    });
    expect(run(command ?? "")).toEqual([
      "template",
      "shop",
      ".",
      "--namespace",
      "pay ments",
      "--values",
      "ci/it's-values.yaml",
      "--values",
      "values of $HOME.yaml",
      "--values",
      "-",
      "--set",
      "image.tag=1.2.3,a[0]=x",
      "--set-json",
      `c={"d": "it's $HOME"}`,
      "--kube-version",
      "v1.34",
      "--api-versions",
      "example.test/v1/Thing",
      "--is-upgrade",
      "--include-crds",
      "--skip-tests",
      "--no-hooks",
      "a: |\n  VALUES\nVALUES\nb: `date`\n",
    ]);
  });

  it("quotes any word so that a shell reads it back", () => {
    // NUL cannot be in an argument at all.
    const words = fc.string({ unit: "grapheme" }).filter((word) => !word.includes("\0"));
    fc.assert(
      fc.property(words, (word) => {
        expect(run(`helm ${quoteForShell(word)}`)).toEqual([word, ""]);
      }),
      { numRuns: 60 },
    );
  });
});
