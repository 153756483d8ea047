import type { ReactNode } from "react";

export type Notice = {
  title: string;
  detail?: ReactNode;
  tone?: "positive" | "info" | "danger" | undefined;
};

/** Notices wait here until the list's code has come. */
let waiting: Notice[] = [];
let wanted = false;
const listeners = new Set<() => void>();

export function addNotice(notice: Notice): void {
  waiting.push(notice);
  wanted = true;
  for (const listener of listeners) listener();
}

export function takeNotices(): Notice[] {
  const taken = waiting;
  waiting = [];
  return taken;
}

export function onNotice(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function toastsWanted(): boolean {
  return wanted;
}
