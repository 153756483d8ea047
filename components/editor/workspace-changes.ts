import type { WorkingFile, Workspace, WorkspaceChange } from "./workspace.ts";

/**
 * The changes that make the saved draft into the working files, in an order in which each can be applied after the one
 * before: first what goes, then moves (over a spare name where two files change places), then contents.
 */
export function changesToSave(workspace: Workspace): WorkspaceChange[] {
  const working = [...workspace.files.values()];
  const origins = new Set(working.flatMap((file) => (file.origin === null ? [] : [file.origin])));
  const gone = [...workspace.saved.keys()].filter(
    (path) => !origins.has(path) && workspace.files.get(path)?.origin !== null,
  );
  return [
    ...gone.map((path) => ({ op: "delete" as const, path })),
    ...moves(workspace, working, new Set(gone)),
    ...working.flatMap(contentChange),
  ];
}

function contentChange({ path, content }: WorkingFile): WorkspaceChange[] {
  if (content.kind === "text") return [{ op: "put", path, content: content.text, encoding: "utf-8" }];
  if (content.kind === "bytes") return [{ op: "put", path, content: content.base64, encoding: "base64" }];
  return [];
}

type Move = { from: string; to: string };

function moves(
  workspace: Workspace,
  working: readonly WorkingFile[],
  gone: ReadonlySet<string>,
): WorkspaceChange[] {
  const occupied = new Set([...workspace.saved.keys()].filter((path) => !gone.has(path)));
  let waiting: Move[] = working.flatMap(({ origin, path }) =>
    origin !== null && origin !== path ? [{ from: origin, to: path }] : [],
  );
  const done: WorkspaceChange[] = [];
  const move = (from: string, to: string) => {
    done.push({ op: "move", path: from, to });
    occupied.delete(from);
    occupied.add(to);
  };
  while (waiting.length > 0) {
    const blocked: Move[] = [];
    for (const each of waiting) {
      if (occupied.has(each.to)) blocked.push(each);
      else move(each.from, each.to);
    }
    const [first, ...others] = blocked;
    if (first && blocked.length === waiting.length) {
      // A circle: the first steps aside, so that the others find their place free.
      const aside = spareName(first.from, occupied);
      move(first.from, aside);
      waiting = [...others, { from: aside, to: first.to }];
    } else waiting = blocked;
  }
  return done;
}

function spareName(path: string, taken: ReadonlySet<string>): string {
  let spare = `${path}.moving`;
  while (taken.has(spare)) spare += "-";
  return spare;
}

/** A commit message for the changes, as a person would write it in a hurry. */
export function suggestedMessage(changes: readonly WorkspaceChange[]): string {
  const [first, second, third] = changes;
  if (!first) return "";
  if (third) {
    const folders = new Set(changes.map(({ path }) => path.split("/")[0]));
    const where = folders.size === 1 && first.path.includes("/") ? ` in ${[...folders][0]}` : "";
    return `Change ${changes.length} files${where}`;
  }
  return second ? `${sayChange(first)}, ${lowerFirst(sayChange(second))}` : sayChange(first);
}

function sayChange(change: WorkspaceChange): string {
  switch (change.op) {
    case "put":
      return `Update ${change.path}`;
    case "delete":
      return `Remove ${change.path}`;
    case "move":
      return `Move ${change.path} to ${change.to}`;
  }
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
