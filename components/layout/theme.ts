export const THEME_COOKIE = "chartroom-theme";
export const KEYS_COOKIE = "chartroom-keys";

export type Theme = "system" | "light" | "dark";

export function parseTheme(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}
