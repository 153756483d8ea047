import { useSyncExternalStore } from "react";
import type { CodeTheme } from "./code-themes.ts";

/** Follows `data-theme` of the page, and the system's setting where the page has none. */
export function useCodeTheme(): CodeTheme {
  return useSyncExternalStore(subscribe, currentTheme, () => "chartroom-light");
}

function currentTheme(): CodeTheme {
  const chosen = document.documentElement.dataset.theme;
  const isDark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  return isDark ? "chartroom-dark" : "chartroom-light";
}

function subscribe(changed: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  system.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", changed);
  };
}
