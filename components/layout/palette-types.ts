import type { ReactNode } from "react";

export type PaletteItem = {
  id: string;
  /** Searched, and shown with the match in magenta. */
  label: string;
  /** Where it goes; without it `run` is called. */
  href?: string | undefined;
  run?: (() => void) | undefined;
  icon?: ReactNode;
  /** The label is code: a value's key. */
  mono?: boolean | undefined;
  /** After the label in the second voice: "in payments/service". */
  detail?: string | undefined;
  /** At the right end: a chip, a word. */
  after?: ReactNode;
  keyHint?: string | undefined;
};

export type PaletteGroup = { heading: string; items: readonly PaletteItem[] };

export type PaletteProps = {
  /** Where it searches: the organization's name. */
  scope: string;
  /** mode "versions" after `@`. Empty text asks for what was looked at last. */
  search: (text: string, mode: "all" | "versions", signal: AbortSignal) => Promise<readonly PaletteGroup[]>;
  /** Pages and deeds that are the same everywhere. */
  commands: readonly PaletteItem[];
};
