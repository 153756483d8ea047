/** The open files, in their order, and which one is shown. Pure; kept per artifact by `use-kept-tabs.ts`. */
export type OpenTabs = { readonly paths: readonly string[]; readonly active: string | null };

export const noTabs: OpenTabs = { paths: [], active: null };

export function openTab({ paths, active }: OpenTabs, path: string): OpenTabs {
  if (paths.includes(path)) return { paths, active: path };
  const after = active === null ? paths.length : paths.indexOf(active) + 1;
  return { paths: paths.toSpliced(after, 0, path), active: path };
}

/** Closes a tab. The one to its right comes forward, or else the one to its left. */
export function closeTab({ paths, active }: OpenTabs, path: string): OpenTabs {
  const at = paths.indexOf(path);
  if (at < 0) return { paths, active };
  const left = paths.toSpliced(at, 1);
  return { paths: left, active: active === path ? (left[at] ?? left[at - 1] ?? null) : active };
}

export function closeOtherTabs(tabs: OpenTabs, path: string): OpenTabs {
  return tabs.paths.includes(path) ? { paths: [path], active: path } : tabs;
}

/** Moves a tab to a place; places outside are taken to the ends. */
export function moveTab({ paths, active }: OpenTabs, path: string, to: number): OpenTabs {
  const from = paths.indexOf(path);
  if (from < 0) return { paths, active };
  const place = Math.max(0, Math.min(paths.length - 1, to));
  return { paths: paths.toSpliced(from, 1).toSpliced(place, 0, path), active };
}

/** Follows files that were moved (`rename` gives their new path) or are gone (it gives null). */
export function renameTabs({ paths, active }: OpenTabs, rename: (path: string) => string | null): OpenTabs {
  const renamed = paths.flatMap((path) => rename(path) ?? []);
  const front = active === null ? null : rename(active);
  return { paths: [...new Set(renamed)], active: front ?? renamed.at(-1) ?? null };
}
