import { useSyncExternalStore } from "react";

const KEPT_AS = "chartroom-kube-versions";
const listeners = new Set<() => void>();
// A snapshot must be the same value while nothing changes; null: not read yet.
let chosen: readonly string[] | null = null;

function subscribe(listener: () => void): () => void {
  const other = (event: StorageEvent) => {
    if (event.key !== KEPT_AS) return;
    chosen = null;
    listener();
  };
  listeners.add(listener);
  window.addEventListener("storage", other);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", other);
  };
}

/** The Kubernetes minors that rendered objects are checked against, as this browser remembers them. */
export function useKubeVersions(
  known: readonly string[],
  usual: readonly string[],
): [readonly string[], (minors: readonly string[]) => void] {
  const read = () => {
    chosen ??= readKept(localStorage.getItem(KEPT_AS), known) ?? usual;
    return chosen;
  };
  const minors = useSyncExternalStore(subscribe, read, () => usual);
  const choose = (next: readonly string[]) => {
    // In the order of the versions, whatever was pressed first: the same set is then the same list.
    chosen = known.filter((minor) => next.includes(minor));
    localStorage.setItem(KEPT_AS, JSON.stringify(chosen));
    for (const listener of listeners) listener();
  };
  return [minors, choose];
}

/** @returns null where nothing is kept, or nothing that is still known: versions come and go with releases */
export function readKept(text: string | null, known: readonly string[]): readonly string[] | null {
  try {
    const kept: unknown = JSON.parse(text ?? "null");
    if (!Array.isArray(kept)) return null;
    const still = known.filter((minor) => kept.includes(minor));
    return still.length > 0 || kept.length === 0 ? still : null;
  } catch {
    return null;
  }
}
