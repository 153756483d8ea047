import { statSync } from "node:fs";
import path from "node:path";
import { type DiskBudget, type Mount, readFolder, readNamedFile } from "./read-folder.ts";

/** Helm refuses longer files of a chart by their length (pkg/chart/loader/archive, MaxDecompressedFileSize). */
const MOST_CHART_FILE_BYTES = 5 * 1024 * 1024 + 1;
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\//i;

type NamedFiles = { valueFiles?: string[] | undefined; setFile?: string[] | undefined };
type ChartRequest = { cwd: string; target: string; options: NamedFiles; stdin: Uint8Array | null };

/** Where standard input lies in the tree, for who asks for it by the name `-`. */
export const STDIN_FILE = "/dev/stdin";

/**
 * A chart, and the values files and files of values that flags name, each at the path that Helm reads it from. Nothing else
 * of the disk: a path that names nothing is left for Helm to report.
 * @returns the chart's own files first
 */
export function mountChart({ cwd, target, options, stdin }: ChartRequest, budget: DiskBudget): Mount[] {
  const chart = path.resolve(cwd, target);
  const isFolder = statSync(chart, { throwIfNoEntry: false })?.isDirectory();
  const mounts: (Mount | null)[] = isFolder
    ? readFolder(chart, { budget, mostFileBytes: MOST_CHART_FILE_BYTES })
    : [readNamedFile(chart, budget)];
  for (const file of filesNamed(options)) {
    if (file === STDIN_FILE)
      mounts.push(stdin && { folder: "/dev", entries: [{ path: "stdin", bytes: stdin }] });
    else if (!ADDRESS.test(file)) mounts.push(readNamedFile(path.resolve(cwd, file), budget));
  }
  return [...mounts.filter((mount) => mount !== null), { folder: cwd, entries: [] }];
}

/** Whether options name standard input among their files. */
export const namesStdin = (options: NamedFiles) => filesNamed(options).has(STDIN_FILE);

function filesNamed({ valueFiles = [], setFile = [] }: NamedFiles): Set<string> {
  return new Set([...valueFiles, ...setFile.flatMap(filesInSetFile)]);
}

/** The paths in `key=path,key2=path2`, where a backslash takes a character as it is (pkg/strvals). */
function filesInSetFile(text: string): string[] {
  const parts = text.match(/(?:\\.|[^,\\])+/gs) ?? [];
  return parts.flatMap((part) => {
    const key = /^(?:\\.|[^=\\])*=/s.exec(part);
    return key ? [part.slice(key[0].length).replace(/\\(.)/gs, "$1")] : [];
  });
}
