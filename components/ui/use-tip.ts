"use client";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { placeTip } from "./place-tip.ts";

type Tip = { text: string; anchor: Element };

const AFTER_MS = 400;

/**
 * Watches the page for what is pointed at or focused by key and has `data-tip`. A tip waits a moment, stays while one
 * points at it or at its element, and leaves on Escape, press and scroll (WCAG 1.4.13).
 */
export function useTip() {
  const [tip, setTip] = useState<Tip | null>(null);
  const layer = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (anchor: Element, ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const text = anchor.getAttribute("data-tip");
        setTip(text && anchor.isConnected ? { text, anchor } : null);
      }, ms);
    };
    const hide = () => {
      clearTimeout(timer);
      setTip(null);
    };
    const onOver = (event: PointerEvent) => {
      if (event.pointerType === "touch" || !(event.target instanceof Element)) return;
      if (event.target.closest("[data-tip-layer]")) return clearTimeout(timer);
      const anchor = event.target.closest("[data-tip]");
      if (anchor) soon(anchor, AFTER_MS);
      else {
        clearTimeout(timer);
        timer = setTimeout(() => setTip(null), 100);
      }
    };
    const onFocus = (event: FocusEvent) => {
      const anchor = event.target instanceof Element ? event.target.closest("[data-tip]") : null;
      if (anchor?.matches(":focus-visible")) soon(anchor, AFTER_MS);
      else hide();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") hide();
    };
    const options = { passive: true, capture: true };
    document.addEventListener("pointerover", onOver, options);
    document.addEventListener("focusin", onFocus, options);
    document.addEventListener("pointerdown", hide, options);
    document.addEventListener("scroll", hide, options);
    document.addEventListener("keydown", onKey, options);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerover", onOver, options);
      document.removeEventListener("focusin", onFocus, options);
      document.removeEventListener("pointerdown", hide, options);
      document.removeEventListener("scroll", hide, options);
      document.removeEventListener("keydown", onKey, options);
    };
  }, []);

  // The popover lies in the top layer: above dialogs, and cut off by no scrolling box.
  useLayoutEffect(() => {
    const drawn = layer.current;
    if (!drawn) return;
    if (!tip) {
      drawn.hidePopover();
      return;
    }
    drawn.showPopover();
    const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const { left, top } = placeTip(tip.anchor.getBoundingClientRect(), drawn.getBoundingClientRect(), view);
    drawn.style.left = `${left}px`;
    drawn.style.top = `${top}px`;
  }, [tip]);

  return { tip, place: layer };
}
