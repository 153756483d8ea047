"use client";
import { useState } from "react";
import { Command } from "#components/ui/command.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { ClientCommand } from "./push-commands.ts";

/** One command a client. */
export function CommandTabs({ commands }: { commands: readonly ClientCommand[] }) {
  const [client, setClient] = useState(commands[0]?.client ?? "");
  const chosen = commands.find((one) => one.client === client) ?? commands[0];
  if (!chosen) return null;
  return (
    <div className="flex flex-col items-start gap-2.5">
      <Segmented
        label="Client"
        value={chosen.client}
        onValueChange={setClient}
        options={commands.map((one) => ({ value: one.client, label: one.client }))}
      />
      <div className="w-full">
        <Command text={chosen.text} />
      </div>
    </div>
  );
}
