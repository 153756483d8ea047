export type KeyBinding = {
  /** "c", "?", "Enter", "mod+s", or two after each other: "g v". mod is ⌘ on Apple's keyboards, else Ctrl. */
  keys: string;
  /** What it does, as the keys dialog and the palette say it: "Compare versions". */
  label: string;
  run: () => void;
  /** Not offered in the palette, because it only makes sense by key: "Move down". */
  keyOnly?: boolean | undefined;
};

/** A binding's keys as keycaps show them: "⌘ ↵". @param mod the modifier's name here */
export const sayKeys = (keys: string, mod: string): string =>
  keys
    .replace("mod+", `${mod} `)
    .replace("shift+", "Shift ")
    .replace(/(?<= )enter$/, "↵");

export type KeyPress = {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
};

/** A press in the words of a binding; null for what bindings never name (Alt, a modifier alone). */
export function nameOfPress(press: KeyPress): string | null {
  if (press.altKey || ["Shift", "Control", "Meta", "Alt", "Dead", "Process"].includes(press.key)) return null;
  if (press.ctrlKey || press.metaKey) return `mod+${press.key.toLowerCase()}`;
  return press.key;
}

/** What single keys must leave alone: places where one types, or that use letters themselves. */
export const TYPING_PLACES =
  'input:not([type="checkbox"],[type="radio"],[type="button"]), textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"], [role="menu"], [role="listbox"], [role="dialog"], .monaco-editor';

/** Native keys of what has the focus: Enter on a link follows the link. */
export const PRESSING_PLACES = 'a[href], button, summary, [role="button"], [role="tab"], [role="checkbox"]';

export type KeyPlace = {
  typing: boolean;
  pressing: boolean;
  /** A dialog covers the page. */
  covered: boolean;
  lettersOff: boolean;
};

/** Whether a press may reach the page's bindings, by where it happened. */
export function reachesPage(name: string, place: KeyPlace): boolean {
  if (name.startsWith("mod+")) return true;
  if (place.lettersOff || place.typing || place.covered) return false;
  return !(place.pressing && (name === "Enter" || name === " "));
}

export type KeyMatch =
  | { kind: "run"; binding: KeyBinding }
  | { kind: "waits"; first: string }
  | { kind: "none" };

/** Finds what a press does: `waiting` is the first key of a pair, pressed just before. Later bindings win. */
export function matchKeys(bindings: readonly KeyBinding[], waiting: string | null, name: string): KeyMatch {
  const wanted = waiting === null ? name : `${waiting} ${name}`;
  const binding = bindings.findLast((each) => each.keys === wanted);
  if (binding) return { kind: "run", binding };
  if (waiting === null && bindings.some((each) => each.keys.startsWith(`${name} `))) {
    return { kind: "waits", first: name };
  }
  return { kind: "none" };
}
