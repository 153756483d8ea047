import { useEffect, useMemo, useRef, useState } from "react";
import type { CodeLanguage } from "#lib/engine/findings/code-language.ts";
import type { TextProblem } from "#lib/engine/findings/text-problem.ts";
import type { CheckAnswer, CheckRequest } from "./workers/check-worker.ts";

type Checked = { readonly path: string; readonly text: string; readonly language: CodeLanguage };
export type ProblemsByPath = ReadonlyMap<string, readonly TextProblem[]>;

const AFTER_TYPING_MS = 250;

/** Checks texts in a worker: each once when it comes, and again a moment after it changed. @param mayBegin false: not yet */
export function useTextProblems(files: readonly Checked[], mayBegin: boolean): ProblemsByPath {
  const [problems, setProblems] = useState<ProblemsByPath>(new Map());
  const worker = useRef<Worker | null>(null);
  const asked = useRef(new Map<string, { text: string; serial: number }>());

  useEffect(() => {
    if (!mayBegin) return;
    const started = new Worker(new URL("./workers/check-worker.ts", import.meta.url), { type: "module" });
    started.addEventListener("message", ({ data }: MessageEvent<CheckAnswer>) => {
      // An answer to an older text of the file is late: a newer one is on its way.
      if (asked.current.get(data.path)?.serial !== data.serial) return;
      setProblems((before) => new Map(before).set(data.path, data.problems));
    });
    worker.current = started;
    const pending = asked.current;
    return () => {
      started.terminate();
      worker.current = null;
      pending.clear();
    };
  }, [mayBegin]);

  useEffect(() => {
    if (!mayBegin) return;
    const timer = setTimeout(() => {
      for (const { path, text, language } of files) {
        const last = asked.current.get(path);
        if (last?.text === text) continue;
        const serial = (last?.serial ?? 0) + 1;
        asked.current.set(path, { text, serial });
        const request: CheckRequest = { path, serial, text, language };
        worker.current?.postMessage(request);
      }
    }, AFTER_TYPING_MS);
    return () => clearTimeout(timer);
  }, [files, mayBegin]);

  return useMemo(() => {
    const there = new Set(files.map((file) => file.path));
    return new Map([...problems].filter(([path, found]) => there.has(path) && found.length > 0));
  }, [files, problems]);
}
