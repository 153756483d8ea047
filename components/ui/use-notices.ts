"use client";
import { useEffect } from "react";
import { type Notice, onNotice, takeNotices } from "./toast-store.ts";

/** Hands over what was said so far, and from then on. */
export function useNotices(show: (notice: Notice) => void): void {
  useEffect(() => {
    const takeAll = () => {
      for (const notice of takeNotices()) show(notice);
    };
    takeAll();
    return onNotice(takeAll);
  }, [show]);
}
