"use client";
import { useState } from "react";
import { Command } from "#components/ui/command.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import type { ClientCommand } from "./client-commands.ts";

type CommandPanelProps = { version: string; commands: ClientCommand[]; login: string | null };

/** "Use 2.4.0": one command a client, the version always pinned. */
export function CommandPanel({ version, commands, login }: CommandPanelProps) {
  const [client, setClient] = useState(commands[0]?.client ?? "");
  const chosen = commands.find((one) => one.client === client) ?? commands[0];
  if (!chosen) return null;
  return (
    <section className="flex flex-col gap-2.5">
      <TitledRule title={`Use ${version}`} />
      <Segmented
        label="Client"
        value={chosen.client}
        onValueChange={setClient}
        options={commands.map((one) => ({ value: one.client, label: one.client }))}
      />
      <Command text={chosen.text} />
      <p className="text-ink-muted text-small">
        The version is pinned. {chosen.note}{" "}
        <TextLink href="/settings/registry/tokens">Registry tokens</TextLink> are for CI and clusters.
      </p>
      {login ? (
        <>
          <h3 className="text-label font-semibold">Log in</h3>
          <Command text={login} />
        </>
      ) : null}
    </section>
  );
}
