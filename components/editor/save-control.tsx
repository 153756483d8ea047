"use client";
import { Popover } from "@base-ui/react/popover";
import { ChevronDown, Save } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Field } from "#components/form/field.tsx";
import { useModKey } from "#components/layout/use-mod-key.ts";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

type SaveControlProps = {
  changeCount: number;
  isSaving: boolean;
  suggestion: string;
  onSave: (message?: string) => void;
};

/** Saves at once with the suggested message; the arrow beside it lets one write another. */
export function SaveControl({ changeCount, isSaving, suggestion, onSave }: SaveControlProps) {
  const modKey = useModKey();
  const [isOpen, setIsOpen] = useState(false);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const message = new FormData(event.currentTarget).get("message");
    setIsOpen(false);
    onSave(typeof message === "string" ? message : undefined);
  };
  return (
    <span className="flex items-center">
      <Button icon={Save} keyHint={`${modKey} S`} working={isSaving && "Saving"} onClick={() => onSave()}>
        Save
      </Button>
      <Popover.Root open={isOpen} onOpenChange={(open) => setIsOpen(open)}>
        <Popover.Trigger
          render={<IconButton label="Save with a message" icon={ChevronDown} />}
          disabled={changeCount === 0}
        />
        <Popover.Portal>
          <Popover.Positioner align="end" sideOffset={6} className="z-50">
            <Popover.Popup
              aria-label="Save with a message"
              className="fades w-toast rounded-control border-line-strong bg-raised shadow-float border p-3 outline-none"
            >
              <form onSubmit={send} className="flex flex-col gap-2.5">
                <Field
                  label="Commit message"
                  hint={`${changeCount} ${changeCount === 1 ? "change" : "changes"} in one commit.`}
                >
                  {(ids) => <Textarea {...ids} name="message" rows={3} defaultValue={suggestion} />}
                </Field>
                <span className="flex justify-end">
                  <Button tone="primary" type="submit" icon={Save}>
                    Save with this message
                  </Button>
                </span>
              </form>
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </span>
  );
}
