"use client";
import { useEffect, useRef } from "react";
import type { RenderJobView } from "#lib/engine/schema.ts";
import type { RenderOutcome } from "#lib/engine/types.ts";
import { outcomeOf } from "./server-render.ts";

/** Hands the outcome of a job at the server over, once. */
export function useEndedJob(job: RenderJobView | null, show: (outcome: RenderOutcome) => void): void {
  const shown = useRef<string | null>(null);
  const latest = useRef(show);
  latest.current = show;
  useEffect(() => {
    if (!job || shown.current === job.id) return;
    const outcome = outcomeOf(job);
    if (!outcome) return;
    shown.current = job.id;
    latest.current(outcome);
  }, [job]);
}
