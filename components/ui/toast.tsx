"use client";
import { useSyncExternalStore } from "react";
import { lazyPart } from "./lazy-part.tsx";
import { addNotice, type Notice, onNotice, toastsWanted } from "./toast-store.ts";

// There before it is wanted: what it most often says is that the server does not answer.
const ToastList = lazyPart(() => import("./toast-list.tsx").then((file) => file.ToastList), {
  isEarly: true,
});

/** Says what happened. Good news leaves after 6 s and waits while one points at it; a failure stays until dismissed. */
export function notify(notice: Notice): void {
  addNotice(notice);
}

/** Once, around the application: where `notify` shows. */
export function ToastLayer() {
  const wanted = useSyncExternalStore(onNotice, toastsWanted, () => false);
  return wanted ? <ToastList /> : null;
}
