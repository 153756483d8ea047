"use client";
import { Plus } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { useKeys } from "./use-keys.ts";

type CreateButtonProps = {
  /** "Create token". */
  label: string;
  onPress: () => void;
  notAllowed?: string | false | undefined;
};

/** The main action of a list's page, in its header; `c` does the same. */
export function CreateButton({ label, onPress, notAllowed }: CreateButtonProps) {
  useKeys(notAllowed ? [] : [{ keys: "c", label, run: onPress }]);
  return (
    <Button tone="primary" icon={Plus} keyHint="c" onClick={onPress} notAllowed={notAllowed}>
      {label}
    </Button>
  );
}
