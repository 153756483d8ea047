"use client";
import { lazyPart } from "#components/ui/lazy-part.tsx";
import { showOverlay, useOverlay } from "./overlays.ts";
import { useKeys } from "./use-keys.ts";

const KeysDialog = lazyPart(() => import("./keys-dialog.tsx").then((file) => file.KeysDialog));

/** `?` shows the keys of this page. */
export function KeysCenter() {
  const open = useOverlay() === "keys";
  useKeys([{ keys: "?", label: "Keys of this page", run: () => showOverlay("keys") }]);
  return open ? <KeysDialog onClose={() => showOverlay(null)} /> : null;
}
