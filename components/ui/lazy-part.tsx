"use client";
import type { ComponentType, ReactNode } from "react";
import { type Fetched, usePart } from "./use-part.ts";

type LazyPartOptions<P> = {
  /** Fetch it as soon as the browser has nothing else to do: for what has to be there when the server is not. */
  isEarly?: boolean;
  /** Stands in its place meanwhile; nothing by default. */
  meanwhile?: (props: P) => ReactNode;
};

/**
 * A part of the page whose code comes when it is first shown. Unlike a lazy component of React, one whose code cannot be
 * fetched, because the server is away or was renewed, does not take the page with it: it says so, and is tried again for as
 * long as it is wanted.
 */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  { isEarly = false, meanwhile = () => null }: LazyPartOptions<P> = {},
): ComponentType<P> {
  const fetched: Fetched<P> = {
    loaded: null,
    fetch: async () => {
      fetched.loaded ??= await load();
      return fetched.loaded;
    },
  };
  if (isEarly && typeof window !== "undefined") whenIdle(() => void fetched.fetch().catch(() => {}));

  // biome-ignore lint/correctness/noComponentHookFactories: called once, where a file is loaded, as React's lazy is.
  return function LazyPart(props: P) {
    const Part = usePart(fetched);
    return Part ? <Part {...props} /> : meanwhile(props);
  };
}

/** Safari has no idle callback. */
function whenIdle(run: () => void): void {
  if ("requestIdleCallback" in window) window.requestIdleCallback(run);
  else setTimeout(run, 1000);
}
