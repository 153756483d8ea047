import { useEffect, useRef, useState } from "react";
import { askReadiness } from "#lib/browser/ask-readiness.ts";

const AGAIN_MS = 2000;

/**
 * Why a page may have failed: what the server says it lacks, null when it lacks nothing. While it lacks something it is asked
 * again, and `onReady` is called once it is whole.
 */
export function useReadiness(onReady: () => void): string | null {
  const [missing, setMissing] = useState<string | null>(null);
  const ready = useRef(onReady);
  useEffect(() => {
    ready.current = onReady;
  });
  useEffect(() => {
    let hasLacked = false;
    let timer: ReturnType<typeof setTimeout>;
    const stop = new AbortController();
    const ask = async () => {
      const lacks = await askReadiness(stop.signal);
      if (stop.signal.aborted) return;
      setMissing(lacks);
      if (lacks === null && hasLacked) ready.current();
      if (lacks === null) return;
      hasLacked = true;
      timer = setTimeout(() => void ask(), AGAIN_MS);
    };
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, []);
  return missing;
}
