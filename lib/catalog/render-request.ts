import { z } from "zod";
import type { RenderInput } from "#lib/engine/types.ts";
import { type RenderDraftInput, renderDraftSchema } from "./draft-schema.ts";
import { toTree } from "./engine-input.ts";
import { refuseFiles } from "./file-rules.ts";
import { readCommitFiles } from "./read-commit-files.ts";
import type { ArtifactFacts, FileContent } from "./types.ts";

/** What a job renders: a commit of the draft, which stays as it is, and what stands over it. */
export const renderRequestSchema = z.strictObject({
  /** Null where nothing was ever saved. */
  commit: z.string().nullable(),
  input: renderDraftSchema,
});
export type RenderDraftRequest = z.output<typeof renderRequestSchema>;

/** Flags that were not given have no field: an undefined one would stand for another thing than Helm's own default. */
const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>; // `as`: what was undefined is gone.
  };

function withOverlay(files: FileContent[], overlay: Record<string, string | null> = {}): FileContent[] {
  const kept = files.filter(({ path }) => !Object.hasOwn(overlay, path));
  const executable = new Set(files.filter((file) => file.executable).map(({ path }) => path));
  const written = Object.entries(overlay).flatMap(([path, text]) =>
    text === null ? [] : [{ path, bytes: Buffer.from(text), executable: executable.has(path) }],
  );
  const all = [...kept, ...written];
  refuseFiles(
    all.map(({ path, bytes }) => ({ path, sizeBytes: bytes.length })),
    "input_invalid",
  );
  return all;
}

function toOptions(input: RenderDraftInput) {
  const { release, namespace, kubeVersion, apiVersions, valueFiles, set, setString, setJson } = input;
  const { isUpgrade, includeCrds, noHooks, skipTests } = input;
  const flags = { namespace, kubeVersion, apiVersions, valueFiles, set, setString, setJson };
  return given({ releaseName: release, ...flags, isUpgrade, includeCrds, noHooks, skipTests });
}

/**
 * What the engine is asked for. Bases and bundles have no options, and get none.
 * @throws Problem "input_invalid" for a path that no draft could have, "too_large", "commit_unknown"
 */
export async function toRenderInput(
  facts: ArtifactFacts,
  { commit, input }: RenderDraftRequest,
): Promise<RenderInput> {
  const saved = commit === null ? [] : await readCommitFiles(facts, commit);
  const files = toTree(withOverlay(saved, input.files));
  const isFrozen = input.frozen ?? false;
  if (facts.kind !== "chart") return { kind: facts.kind, files, isFrozen };
  const extraValues = input.values === undefined ? [] : [{ name: "values", text: input.values }];
  return { kind: facts.kind, files, isFrozen, options: toOptions(input), extraValues };
}
