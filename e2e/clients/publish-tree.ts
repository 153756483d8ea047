import type { Answer, Api } from "../server.ts";
import type { Files } from "./workbench.ts";

export const kinds = {
  chart: { api: "/org-charts", root: "charts" },
  kustomize: { api: "/org-kustomize-bases", root: "kustomize-bases" },
  bundle: { api: "/org-manifest-bundles", root: "manifest-bundles" },
} as const;
export type Kind = keyof typeof kinds;

type Refusal = { title?: string; detail?: string; fields?: { path: string; message: string }[] };

/** What the server says about a refusal, as one line. */
export function words(answer: Answer): string {
  const { title, detail, fields } = (answer.body ?? {}) as Refusal;
  const named = fields?.map((field) => `${field.path}: ${field.message}`) ?? [];
  return [answer.status, title, detail, ...named].filter(Boolean).join(" · ");
}

/**
 * Publishes files the way the portal does: an artifact, a saved draft, a version.
 * @returns the first answer that refused, or that of the publication
 */
export async function publishTree(
  api: Api,
  kind: Kind,
  at: { project?: string; name: string },
  version: string,
  files: Files,
): Promise<Answer> {
  const address = `${kinds[kind].api}/${at.project ? `${at.project}~` : ""}${at.name}`;
  const made = await api.post(kinds[kind].api, at);
  if (made.status !== 201) return made;
  const saved = await api.post<{ commit: string }>(`${address}/draft/commits`, {
    parent: null,
    message: `Bring in ${at.name} ${version}`,
    changes: [...files].map(([path, bytes]) => ({
      op: "put",
      path,
      content: bytes.toString("base64"),
      encoding: "base64",
    })),
  });
  if (saved.status !== 201) return saved;
  return api.post(`${address}/versions`, {
    version,
    draftCommit: saved.body.commit,
    acknowledge: ["warnings", "non-semver"],
  });
}
