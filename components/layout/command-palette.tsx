"use client";
import { lazyPart } from "#components/ui/lazy-part.tsx";
import { showOverlay, useOverlay } from "./overlays.ts";
import type { PaletteProps } from "./palette-types.ts";
import { useKeys } from "./use-keys.ts";

const PaletteDialog = lazyPart(() => import("./palette-dialog.tsx").then((file) => file.PaletteDialog));

/** ⌘K and `/` open it; its code arrives with the first opening. A page with its own search field binds `/` itself. */
export function CommandPalette(props: PaletteProps) {
  const open = useOverlay() === "palette";
  useKeys([
    { keys: "/", label: "Search", run: () => showOverlay("palette"), keyOnly: true },
    {
      keys: "mod+k",
      label: "Search or jump to",
      run: () => showOverlay(open ? null : "palette"),
      keyOnly: true,
    },
  ]);
  return open ? <PaletteDialog {...props} onClose={() => showOverlay(null)} /> : null;
}
