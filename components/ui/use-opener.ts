import { useEffect, useState } from "react";

/**
 * What had the document's focus when a dialog was opened, to give it back. It is read while the dialog is drawn: a field
 * that focuses itself has it before any effect runs. Where that has left the page, the page's content gets it, so that
 * nobody is thrown back to the page's start.
 *
 * @returns a function that tells it; null where it is gone
 */
export function useOpener(open: boolean): () => HTMLElement | null {
  const [held, setHeld] = useState(() => ({ open, by: openersNow() }));
  if (held.open !== open) setHeld({ open, by: open ? openersNow() : held.by });
  useEffect(() => {
    if (!open) return;
    return () => {
      setTimeout(keepFocusOnPage, LAST_MS);
    };
  }, [open]);
  return () => held.by.find((element) => element.isConnected) ?? null;
}

/** When the dialog has given the focus back by itself, if it could. */
const LAST_MS = 250;
const OPEN_MENU = "[aria-haspopup=menu][aria-expanded=true]";

/** A list that is read again after a deed takes the row that had the button with it, within this time. */
const WATCH_MS = 10_000;

/** The page's content has the focus where nothing has, also when what was given it leaves the page a moment later. */
function keepFocusOnPage(): void {
  const hold = () => {
    if (focused() === null) document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
  };
  hold();
  const watch = new MutationObserver(hold);
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), WATCH_MS);
}

/** What opened the dialog that is there now: a dialog that takes its place gives the focus back to the same. */
let before: readonly HTMLElement[] = [];

function openersNow(): readonly HTMLElement[] {
  const at = focused();
  // A row of a menu is gone with its menu: what opened that stays.
  const element = at?.closest("[role=menu]") ? document.querySelector<HTMLElement>(OPEN_MENU) : at;
  const isInDialog = Boolean(element?.closest("[role=dialog]"));
  before = [...(element ? [element] : []), ...(isInDialog ? before : [])];
  return before;
}

function focused(): HTMLElement | null {
  const element = document.activeElement;
  return element instanceof HTMLElement && element !== document.body ? element : null;
}
