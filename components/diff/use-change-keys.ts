import { type RefObject, useEffect, useRef, useState } from "react";
import { useKeys } from "#components/layout/use-keys.ts";

type Position = { at: number; of: number };

/** `n` and `p` go to the next and the previous change inside a pane. While one writes, they are letters. */
export function useChangeKeys(pane: RefObject<HTMLElement | null>): {
  position: Position | null;
  go: (step: 1 | -1) => void;
} {
  const [position, setPosition] = useState<Position | null>(null);
  const at = useRef(-1);

  const go = (step: 1 | -1) => {
    const changes = [...(pane.current?.querySelectorAll<HTMLElement>("[data-change]") ?? [])];
    if (changes.length === 0) return;
    at.current = Math.max(0, Math.min(changes.length - 1, at.current + step));
    const change = changes[at.current];
    change?.scrollIntoView({ block: "center" });
    change?.focus({ preventScroll: true });
    setPosition({ at: at.current + 1, of: changes.length });
  };
  const latest = useRef(go);
  latest.current = go;
  // Named for the `?` dialog. Inside a dialog the page's keys rest, and the listener below hears them.
  useKeys([
    { keys: "n", label: "Next change", run: () => go(1), keyOnly: true },
    { keys: "p", label: "Previous change", run: () => go(-1), keyOnly: true },
  ]);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isMeantOtherwise(event)) return;
      if (document.documentElement.dataset.keys === "off") return;
      if (event.key !== "n" && event.key !== "p") return;
      event.preventDefault();
      latest.current(event.key === "n" ? 1 : -1);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);

  return { position, go };
}

function isMeantOtherwise(event: KeyboardEvent): boolean {
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
  return hasModifier || event.defaultPrevented || isWriting(event.target);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
