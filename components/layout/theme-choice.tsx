"use client";
import { Segmented } from "#components/ui/segmented.tsx";
import type { Theme } from "./theme.ts";
import { useTheme } from "./use-preference.ts";

const OPTIONS: readonly { value: Theme; label: string }[] = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

export function ThemeChoice() {
  const [theme, setTheme] = useTheme();
  return <Segmented label="Theme" value={theme} options={OPTIONS} onValueChange={setTheme} />;
}
