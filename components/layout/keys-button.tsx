"use client";
import { CircleQuestionMark } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { showOverlay } from "./overlays.ts";

export function KeysButton() {
  return (
    <IconButton
      label="Keys of this page"
      icon={CircleQuestionMark}
      keyHint="?"
      onClick={() => showOverlay("keys")}
    />
  );
}
