import type { DraftChange } from "#lib/catalog/draft-schema.ts";

/** Files that a person chose or dropped: an archive for the server to open, or files read one by one. */
export type Upload =
  | { kind: "archive"; archive: File }
  | { kind: "files"; files: { path: string; file: File }[] };

const IGNORED = /(^|\/)(\.git|\.DS_Store|node_modules)(\/|$)/;
const CHUNK = 0x8000;

/** A folder as the browser gives it: paths begin with the folder's own name, which is not part of the artifact. */
export function readFolder(list: FileList): Upload {
  const files = [...list]
    .map((file) => ({ path: file.webkitRelativePath.split("/").slice(1).join("/") || file.name, file }))
    .filter(({ path }) => !IGNORED.test(path));
  return { kind: "files", files };
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}

/** The files as the changes of one commit; as base64, so that every byte arrives as it is. */
export async function uploadChanges(files: { path: string; file: File }[]): Promise<DraftChange[]> {
  return Promise.all(
    files.map(async ({ path, file }) => ({
      op: "put" as const,
      path,
      content: toBase64(new Uint8Array(await file.arrayBuffer())),
      encoding: "base64" as const,
    })),
  );
}

/** What the Chart.yaml among the files says its name is: a suggestion, so a plain look at the line is enough. */
export async function suggestedName(files: { path: string; file: File }[]): Promise<string | null> {
  const chart = files.find(({ path }) => path === "Chart.yaml");
  const text = chart ? await chart.file.text() : "";
  return /^name:\s*["']?([a-z0-9._-]+)/m.exec(text)?.[1] ?? null;
}
