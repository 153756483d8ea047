import { isApiProblem } from "#lib/browser/api.ts";
import { type Finding, findingSchema } from "#lib/engine/schema.ts";
import { tagAfter } from "./suggest-tags.ts";

/** A refused publication in words, with the one step that leads on. */
export type PublishRefusal = {
  readonly title: string;
  readonly detail: string;
  /** `retag`: publish under this tag; `review`: the draft is another one now. */
  readonly next: { readonly deed: "retag"; readonly tag: string } | { readonly deed: "review" } | null;
  /** The page of the version that has the tag. */
  readonly page?: string;
  readonly fields: readonly { path: string; message: string }[];
  /** Findings that have to be taken on purpose. */
  readonly findings: readonly Finding[];
  readonly requestId: string | null;
};

const NO_FINDINGS: readonly Finding[] = [];

export function sayPublishRefusal(error: unknown, tag: string): PublishRefusal {
  if (!isApiProblem(error)) {
    const detail = error instanceof Error ? error.message : "The server did not answer.";
    return { title: "Not published", detail, next: null, fields: [], findings: NO_FINDINGS, requestId: null };
  }
  const detail = [error.message, error.hint].filter(Boolean).join(" ");
  const { fields, requestId } = error;
  const findings = NO_FINDINGS;
  switch (error.code) {
    case "version_exists": {
      const { next, page } = error.facts;
      const free = typeof next === "string" ? next : tagAfter(tag);
      return {
        title: `${tag} already exists.`,
        detail: "A published version never changes. Publish under another tag.",
        next: free === null ? null : { deed: "retag", tag: free },
        ...(typeof page === "string" ? { page } : {}),
        fields,
        findings,
        requestId,
      };
    }
    case "draft_moved":
      return {
        title: "The draft changed since you reviewed it.",
        detail: "Somebody saved meanwhile. Review it again, then publish.",
        next: { deed: "review" },
        fields,
        findings,
        requestId,
      };
    case "publish_blocked":
      return {
        title: "Not published: findings to take on purpose.",
        detail: "They are listed under Findings. Mend them, or publish with them.",
        next: null,
        fields,
        findings: findingSchema.array().catch([]).parse(error.facts.findings),
        requestId,
      };
    case "unreachable":
      return {
        title: "The server did not answer.",
        detail:
          "It may have published all the same. Publish again: the same bytes under the same tag are no error.",
        next: null,
        fields,
        findings,
        requestId,
      };
    default:
      return { title: `Not published: ${error.title}.`, detail, next: null, fields, findings, requestId };
  }
}
