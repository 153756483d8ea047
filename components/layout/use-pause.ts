import { useEffect, useRef } from "react";

/** Runs the last of several things once nothing came after it for a while; never after one has left the page. */
export function usePause(pauseMs: number): (run: () => void) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (run) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(run, pauseMs);
  };
}
