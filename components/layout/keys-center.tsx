"use client";
import dynamic from "next/dynamic";
import { showOverlay, useOverlay } from "./overlays.ts";
import { useKeys } from "./use-keys.ts";

const KeysDialog = dynamic(() => import("./keys-dialog.tsx").then((file) => file.KeysDialog), { ssr: false });

/** `?` shows the keys of this page. */
export function KeysCenter() {
  const open = useOverlay() === "keys";
  useKeys([{ keys: "?", label: "Keys of this page", run: () => showOverlay("keys") }]);
  return open ? <KeysDialog onClose={() => showOverlay(null)} /> : null;
}
