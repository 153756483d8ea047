import type { z } from "zod";
import type { EditorState } from "#components/editor/editor-state.ts";
import { unsavedChanges } from "#components/editor/workspace.ts";
import type { renderDraftSchema } from "#lib/catalog/draft-schema.ts";
import type { RenderJobView } from "#lib/engine/schema.ts";
import type { RenderOutcome } from "#lib/engine/types.ts";
import { type PreviewOptions, templateOptionsOf } from "./preview-options.ts";

type RenderRequest = z.input<typeof renderDraftSchema>;

/** What the server is asked for: the saved draft, with what is not saved here over it. Bytes that are not saved stay here. */
export function serverRequestOf({ workspace }: EditorState, options: PreviewOptions): RenderRequest {
  const files: Record<string, string | null> = {};
  for (const path of unsavedChanges(workspace).keys()) {
    const file = workspace.files.get(path);
    if (!file) files[path] = null;
    else if (file.content.kind === "text") files[path] = file.content.text;
  }
  const { releaseName, set, setString, setJson, valueFiles, apiVersions } = templateOptionsOf(options);
  return {
    files,
    ...(releaseName === undefined ? {} : { release: releaseName }),
    namespace: options.namespace,
    ...(options.ownValues.trim() === "" ? {} : { values: options.ownValues }),
    ...(options.kubeVersion === null ? {} : { kubeVersion: options.kubeVersion }),
    apiVersions,
    valueFiles,
    set,
    setString,
    setJson,
    isUpgrade: options.isUpgrade,
    includeCrds: options.includeCrds,
    noHooks: options.noHooks,
    skipTests: options.skipTests,
    frozen: options.isFrozen,
  };
}

/** A job that ended, as a render like another; null where it did not come to one. */
export function outcomeOf(job: RenderJobView): RenderOutcome | null {
  if (job.state !== "done" || !job.outcome) return null;
  const { ok, output, failure, engine } = job.outcome;
  const renderMs = job.finishedAt === null ? 0 : Date.parse(job.finishedAt) - Date.parse(job.createdAt);
  const rest = { stderr: "", engine, renderMs };
  if (ok) return { kind: "rendered", output: new TextEncoder().encode(output ?? ""), exitCode: 0, ...rest };
  return failure ? { kind: "failed", failure, exitCode: 1, ...rest } : null;
}
