"use client";
import { useSyncExternalStore } from "react";
import { KEYS_COOKIE, parseTheme, THEME_COOKIE, type Theme } from "./theme.ts";

const A_YEAR_IN_SECONDS = 31_536_000;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Kept in a cookie, so that the server draws the next page right, and on <html>, so that this one follows at once. */
function keep(cookie: string, attribute: "theme" | "keys", value: string | null) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers we serve.
  document.cookie = `${cookie}=${value ?? ""}; Path=/; SameSite=Lax; Max-Age=${value === null ? 0 : A_YEAR_IN_SECONDS}`;
  if (value === null) delete document.documentElement.dataset[attribute];
  else document.documentElement.dataset[attribute] = value;
  for (const listener of listeners) listener();
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(
    subscribe,
    () => parseTheme(document.documentElement.dataset.theme),
    () => "system" as const,
  );
  return [theme, (next) => keep(THEME_COOKIE, "theme", next === "system" ? null : next)];
}

/** Whether single-letter keys work; they can be switched off for whoever speaks to the computer (WCAG 2.1.4). */
export function useLetterKeys(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    subscribe,
    () => document.documentElement.dataset.keys !== "off",
    () => true,
  );
  return [on, (next) => keep(KEYS_COOKIE, "keys", next ? null : "off")];
}
