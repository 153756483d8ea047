"use client";
import { Switch } from "#components/ui/switch.tsx";
import { useLetterKeys } from "./use-preference.ts";

export function LetterKeysSwitch() {
  const [on, setOn] = useLetterKeys();
  return (
    <Switch checked={on} onCheckedChange={setOn} hint="Keys with Ctrl or ⌘ stay.">
      Single-letter keys
    </Switch>
  );
}
