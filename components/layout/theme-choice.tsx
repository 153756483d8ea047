"use client";
import { Segmented } from "#components/ui/segmented.tsx";
import { THEMES } from "./theme.ts";
import { useTheme } from "./use-preference.ts";

/** For a page of preferences; the account menu offers the same. */
export function ThemeChoice() {
  const [theme, setTheme] = useTheme();
  return <Segmented label="Theme" value={theme} options={THEMES} onValueChange={setTheme} />;
}
