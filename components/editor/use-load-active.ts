import { useEffect } from "react";
import type { DraftFiles } from "./draft-files.ts";

/** Asks the server for the shown file's text, where the page does not have it yet. */
export function useLoadActive(path: string | null, isMissing: boolean, files: DraftFiles): void {
  useEffect(() => {
    if (path !== null && isMissing) void files.load(path);
  }, [path, isMissing, files]);
}
