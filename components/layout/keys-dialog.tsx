"use client";
import { Keyboard } from "lucide-react";
import { useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import { sayKeys } from "./key-bindings.ts";
import { currentBindings } from "./key-center.ts";
import { LetterKeysSwitch } from "./letter-keys-switch.tsx";
import { useModKey } from "./use-mod-key.ts";

const EVERYWHERE = ["?", "mod+k"];

type Line = { keys: string; label: string };

export function KeysDialog({ onClose }: { onClose: () => void }) {
  // What worked when the dialog opened: while it is open, the page's keys rest.
  const [lines] = useState<Line[]>(() => currentBindings());
  const here = lines.filter((line) => !EVERYWHERE.includes(line.keys));
  const everywhere = [
    ...lines.filter((line) => EVERYWHERE.includes(line.keys)),
    { keys: "Esc", label: "Close what is open" },
  ];
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Keys of this page"
      icon={Keyboard}
      footNote={<LetterKeysSwitch />}
    >
      <div className="flex flex-col gap-5">
        {here.length > 0 ? <Lines title="On this page" lines={here} /> : null}
        <Lines title="Everywhere" lines={everywhere} />
      </div>
    </Dialog>
  );
}

function Lines({ title, lines }: { title: string; lines: Line[] }) {
  const mod = useModKey();
  return (
    <section>
      <TitledRule title={title} as="h3" />
      <dl>
        {lines.map((line) => (
          <div
            key={line.keys}
            className="border-line flex min-h-8 items-center justify-between gap-4 border-b"
          >
            <dt>{line.label}</dt>
            <dd>
              <span className="sr-only">{line.keys}</span>
              <KeyHint keys={sayKeys(line.keys, mod)} always />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
