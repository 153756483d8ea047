import { api, isApiProblem } from "#lib/browser/api.ts";
import type { ClientRef } from "#lib/catalog/client.ts";
import type { CommitMade, DraftView } from "#lib/catalog/draft-schema.ts";
import type { ScaffoldTemplate } from "#lib/catalog/schema.ts";
import { apiPath } from "#lib/ids/ids.ts";
import { type DraftNow, type EditorDoors, readBytes, type SaveOutcome } from "./editor-doors.ts";

// The shapes of answers come with the first answer that they read: the page's first view needs none, and no zod.
const shapes = () => import("#lib/catalog/draft-schema.ts");
const madeShape = async () => (await shapes()).commitMadeSchema;
const contentsShape = async () => (await shapes()).commitContentsSchema;
const draftShape = async () => (await shapes()).draftViewSchema;

/** A draft as the editor keeps it: a file's digest says whether two are equal, also across versions. */
export function draftNow({ commit, files }: DraftView): DraftNow {
  return { commit, files: files.map(({ path, size, digest }) => ({ path, size, sha: digest })) };
}

type DraftDeeds = {
  scaffold: (template: ScaffoldTemplate) => Promise<CommitMade>;
  onSaved: () => void;
};

/** The editor's ways to the portal API. */
export function draftDoors(ref: ClientRef, { scaffold, onSaved }: DraftDeeds): EditorDoors {
  const base = `${apiPath(ref)}/draft`;
  const loadBytes = async (path: string) => {
    const { bytes } = await api.file(`${base}/files/${path.split("/").map(encodeURIComponent).join("/")}`);
    return bytes;
  };
  return {
    loadBytes,
    loadFile: async (path) => readBytes(await loadBytes(path)),
    loadCommit: (commit, after) =>
      api.get(`${apiPath(ref)}/commits/${commit}/files`, contentsShape, { query: { after } }),
    loadDraft: async () => draftNow(await api.get(base, draftShape)),
    saveDraft: ({ parent, message, changes }) =>
      saving(async () => {
        const made = await api.post(`${base}/commits`, { parent, message, changes }, madeShape);
        onSaved();
        return made.commit;
      }),
    importArchive: ({ archive, parent, message }) =>
      saving(async () => {
        const contentType = archive.name.endsWith(".zip") ? "application/zip" : "application/gzip";
        const query = { parent, message };
        const made = await api.upload(`${base}/import`, archive, madeShape, { contentType, query });
        onSaved();
        return made.commit;
      }),
    scaffoldDraft: (template) =>
      saving(async () => {
        const made = await scaffold(template);
        onSaved();
        return made.commit;
      }),
  };
}

async function saving(save: () => Promise<string>): Promise<SaveOutcome> {
  try {
    return { kind: "saved", commit: await save() };
  } catch (error) {
    if (!isApiProblem(error)) throw error;
    if (error.code === "draft_moved" || error.code === "draft_not_empty") return { kind: "moved" };
    const fields = error.fields.map((field) => `${field.path}: ${field.message}`);
    const detail = [error.message, ...fields, error.hint].filter(Boolean).join(" ");
    return { kind: "refused", title: "Not saved", detail };
  }
}
