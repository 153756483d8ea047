export const THEME_COOKIE = "chartroom-theme";
export const KEYS_COOKIE = "chartroom-keys";

export type Theme = "system" | "light" | "dark";

/** In the order they are offered. */
export const THEMES: readonly { value: Theme; label: string }[] = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

export function parseTheme(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}
