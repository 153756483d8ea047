import {
  type KeyBinding,
  matchKeys,
  nameOfPress,
  PRESSING_PLACES,
  reachesPage,
  TYPING_PLACES,
} from "./key-bindings.ts";

/** One listener for the page; parts of it bring their bindings and take them along when they leave. */
const sources = new Set<() => readonly KeyBinding[]>();
const PAIR_WITHIN_MS = 1000;
let waiting: { first: string; until: number } | null = null;

/** What works now, in the order it was brought. */
export function currentBindings(): KeyBinding[] {
  return [...sources].flatMap((source) => [...source()]);
}

export function bringKeys(source: () => readonly KeyBinding[]): () => void {
  if (sources.size === 0) document.addEventListener("keydown", onKeyDown);
  sources.add(source);
  return () => {
    sources.delete(source);
    if (sources.size === 0) document.removeEventListener("keydown", onKeyDown);
  };
}

function onKeyDown(event: KeyboardEvent): void {
  const name = nameOfPress(event);
  if (name === null || event.defaultPrevented || event.isComposing || !reachesPage(name, placeOf(event)))
    return;
  const first = waiting && waiting.until > event.timeStamp ? waiting.first : null;
  waiting = null;
  const match = matchKeys(currentBindings(), first, name);
  if (match.kind === "waits") waiting = { first: match.first, until: event.timeStamp + PAIR_WITHIN_MS };
  if (match.kind !== "run") return;
  event.preventDefault();
  match.binding.run();
}

function placeOf(event: KeyboardEvent) {
  const target = event.target instanceof Element ? event.target : null;
  return {
    typing: target?.closest(TYPING_PLACES) != null,
    pressing: target?.closest(PRESSING_PLACES) != null,
    covered: document.querySelector('[role="dialog"][data-open], [role="alertdialog"][data-open]') !== null,
    lettersOff: document.documentElement.dataset.keys === "off",
  };
}
