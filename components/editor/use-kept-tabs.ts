import { useEffect } from "react";
import type { EditorStore } from "./editor-store.ts";
import { readFileAddress, writeFileAddress } from "./file-address.ts";

/**
 * Keeps tabs across a reload (this browser's localStorage) and the shown file and line in the address. At the start the
 * address wins, then the tabs kept before, then `first`.
 */
export function useKeptTabs(store: EditorStore, keptAs: string, first: string | null): void {
  useEffect(() => {
    const name = `chartroom-tabs:${keptAs}`;
    const address = readFileAddress(location.search, location.hash);
    const kept = readPaths(localStorage.getItem(name));
    store.update((state) => {
      const there = (path: string) => state.workspace.files.has(path);
      const paths = kept.paths.filter(there);
      const wanted = [address?.path, kept.active, first].find(
        (path) => typeof path === "string" && there(path),
      );
      if (!wanted) return { ...state, tabs: { paths, active: paths[0] ?? null } };
      const reveal = address?.path === wanted && address.line !== null;
      return {
        ...state,
        tabs: { paths: paths.includes(wanted) ? paths : [...paths, wanted], active: wanted },
        reveal: reveal ? { path: wanted, line: address.line ?? 1, column: 1 } : state.reveal,
      };
    });
    let shown = store.get().tabs.active;
    let went = store.get().reveal;
    const stop = store.subscribe(() => {
      const { tabs, reveal } = store.get();
      localStorage.setItem(name, JSON.stringify(tabs));
      if (tabs.active !== shown) {
        shown = tabs.active;
        writeAddress(shown, null);
      }
      // Where one was sent is the place, also where the cursor stands there already.
      if (reveal !== went) {
        went = reveal;
        if (reveal) writeAddress(reveal.path, reveal.line);
      }
    });
    return stop;
  }, [store, keptAs, first]);
}

/** Puts file and line into the address without a step in the history: a copied link shows a colleague the same. */
export function writeAddress(path: string | null, line: number | null): void {
  const search = writeFileAddress(location.search, path === null ? null : { path, line });
  history.replaceState(history.state, "", `${location.pathname}${search}`);
}

function readPaths(text: string | null): { paths: string[]; active: string | null } {
  try {
    const kept: unknown = JSON.parse(text ?? "null");
    if (typeof kept !== "object" || kept === null || !("paths" in kept) || !Array.isArray(kept.paths)) {
      return { paths: [], active: null };
    }
    const paths = kept.paths.filter((path) => typeof path === "string");
    const active = "active" in kept && typeof kept.active === "string" ? kept.active : null;
    return { paths, active };
  } catch {
    return { paths: [], active: null };
  }
}
