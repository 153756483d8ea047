import type { PolicyView } from "#lib/repositories/schema.ts";

export const moveWords = (isImmutable: boolean) => (isImmutable ? "never move" : "may move");
export const deleteWords = (mayDelete: boolean) => (mayDelete ? "allowed" : "refused");

/** `images/** : v*`: how a policy is called. */
export const policyTitle = ({ pattern, tagPattern }: Pick<PolicyView, "pattern" | "tagPattern">): string =>
  tagPattern ? `${pattern} : ${tagPattern}` : pattern;
