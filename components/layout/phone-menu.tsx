"use client";
import { Menu as MenuIcon } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { lazyPart } from "#components/ui/lazy-part.tsx";
import { showOverlay, useOverlay } from "./overlays.ts";
import type { PhoneMenuPanelProps } from "./phone-menu-panel.tsx";

const PhoneMenuPanel = lazyPart(() => import("./phone-menu-panel.tsx").then((file) => file.PhoneMenuPanel));

/** Where the bar has no room for the sections: on phones, and on tablets and half screens too. */
export function PhoneMenu(props: PhoneMenuPanelProps) {
  const open = useOverlay() === "menu";
  return (
    <span className="md:hidden">
      <IconButton label="Open navigation" icon={MenuIcon} onClick={() => showOverlay("menu")} />
      {open ? <PhoneMenuPanel {...props} /> : null}
    </span>
  );
}
