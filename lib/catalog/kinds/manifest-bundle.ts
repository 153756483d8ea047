import { checkBundleObjects, isManifest } from "#lib/engine/host/bundle-objects.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { GateInput, KindRules } from "./kind-rules.ts";

async function checkBundle({ files }: GateInput) {
  const { problems, objects } = checkBundleObjects(files);
  const refusals = problems.map(
    ({ path, line, message, cause }) =>
      new Problem("bundle_invalid", {
        detail: `${line === null ? path : `${path}:${line}`}: ${message}`,
        facts: { file: path, line },
        cause,
      }),
  );
  if (refusals.length === 0 && objects === 0)
    refusals.push(
      new Problem("bundle_invalid", {
        detail: "it holds no Kubernetes object",
        hint: "Add a .yaml file with one.",
      }),
    );
  return { refusals, findings: [], metadata: {}, version: null };
}

export const bundleRules: KindRules = {
  reads: isManifest,
  check: checkBundle,
  archive: { topFolder: "none" },
  packaged: (files) => files,
  topFolder: () => null,
};
