import { type ComponentType, useEffect, useState } from "react";
import { addNotice } from "./toast-store.ts";

const AGAIN_MS = 3000;

const MISSING = {
  title: "A part of this page could not be loaded",
  detail: "The server does not answer. Nothing on the page is lost; this is tried again until it does.",
  tone: "danger",
} as const;

/** Code that is fetched once, and what has come of it. */
export type Fetched<P> = { loaded: ComponentType<P> | null; fetch: () => Promise<ComponentType<P>> };

/** Tries until it is there; says once that it is not. @returns a function that gives up */
function keepTrying<T>(fetch: () => Promise<T>, take: (part: T) => void): () => void {
  let again: ReturnType<typeof setTimeout> | undefined;
  let isWanted = true;
  const attempt = (isFirst: boolean) =>
    fetch().then(
      (part) => isWanted && take(part),
      () => {
        if (!isWanted) return;
        if (isFirst) addNotice(MISSING);
        again = setTimeout(() => void attempt(false), AGAIN_MS);
      },
    );
  void attempt(true);
  return () => {
    isWanted = false;
    clearTimeout(again);
  };
}

/** The part once its code is there; null until then. Tried again for as long as it is wanted. */
export function usePart<P>(of: Fetched<P>): ComponentType<P> | null {
  const [part, setPart] = useState<ComponentType<P> | null>(() => of.loaded);
  useEffect(() => (part ? undefined : keepTrying(of.fetch, (come) => setPart(() => come))), [of, part]);
  return part;
}
