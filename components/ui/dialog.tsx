"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { DialogProps } from "./dialog-types.ts";

const DialogPopup = dynamic(() => import("./dialog-popup.tsx").then((file) => file.DialogPopup), {
  ssr: false,
});

/** What needs a decision, in a neatline. Its code comes with the first opening. */
export function Dialog(props: DialogProps) {
  const [asked, setAsked] = useState(props.open);
  if (props.open && !asked) setAsked(true);
  return asked || props.open ? <DialogPopup {...props} /> : null;
}
