"use client";
import dynamic from "next/dynamic";
import { useSyncExternalStore } from "react";
import { addNotice, type Notice, onNotice, toastsWanted } from "./toast-store.ts";

const ToastList = dynamic(() => import("./toast-list.tsx").then((file) => file.ToastList), { ssr: false });

/** Says what happened. Good news leaves after 6 s and waits while one points at it; a failure stays until dismissed. */
export function notify(notice: Notice): void {
  addNotice(notice);
}

/** Once, around the application: where `notify` shows. */
export function ToastLayer() {
  const wanted = useSyncExternalStore(onNotice, toastsWanted, () => false);
  return wanted ? <ToastList /> : null;
}
