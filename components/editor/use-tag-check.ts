import { useQuery } from "@tanstack/react-query";
import { useDebounced } from "#components/layout/use-debounced.ts";
import { isApiProblem } from "#lib/browser/api.ts";
import { type ClientRef, catalogQueries } from "#lib/catalog/client.ts";
import { shapeOfTag, type TagShape } from "./suggest-tags.ts";

export type TagCheck = {
  readonly shape: TagShape;
  /** Whether the tag is free: null while that is not known. */
  readonly isFree: boolean | null;
};

const AFTER_TYPING_MS = 250;

/** Asks while one types whether a tag is taken (GOH-26). The publication decides in the end; this only helps. */
export function useTagCheck(ref: ClientRef, tag: string): TagCheck {
  const shape = shapeOfTag(tag);
  const rested = useDebounced(tag, AFTER_TYPING_MS);
  const canAsk = shape.kind === "fine" || shape.kind === "not-semver";
  const asked = useQuery({
    ...catalogQueries.version(ref, rested),
    enabled: canAsk && rested === tag,
    retry: false,
    staleTime: 5000,
  });
  if (!canAsk || rested !== tag) return { shape, isFree: null };
  if (asked.data) return { shape, isFree: false };
  return { shape, isFree: isApiProblem(asked.error, "version_unknown") ? true : null };
}
