import type { DraftNow } from "./editor-doors.ts";

/** The file that is shown where nothing else says which: what one most likely came to change. */
export function firstFile({ files }: DraftNow): string | null {
  const wanted = ["values.yaml", "kustomization.yaml", "Chart.yaml"];
  const there = new Set(files.map((file) => file.path));
  return wanted.find((path) => there.has(path)) ?? files[0]?.path ?? null;
}
