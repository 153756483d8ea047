"use client";
import { SquareTerminal } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Command } from "#components/ui/command.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { renderCommand } from "./helm-command.ts";
import { sayVersions } from "./say-outcome.ts";
import type { Preview } from "./use-preview.ts";

/** Whose output it is, whether it repeats, and the command that prints the same elsewhere. */
export function PreviewFoot({ preview }: { preview: Preview }) {
  const { session, state, versions, setOptions } = preview;
  const [isCommandOpen, setIsCommandOpen] = useState(false);
  const command = renderCommand(session.kind, state.options);
  return (
    <div className="border-line bg-ground shrink-0 border-t">
      {isCommandOpen && command !== null ? (
        <div className="border-line flex max-h-60 flex-col gap-1.5 overflow-y-auto border-b px-3.5 py-2.5">
          <Command text={command} />
          <p className="text-ink-muted text-small">
            From the folder of the {session.kind === "chart" ? "chart" : "base"}.
            {state.options.isFrozen
              ? " The command has no frozen clock: what differs from run to run differs there."
              : null}
          </p>
        </div>
      ) : null}
      <div className="text-small text-ink-muted flex min-h-8.5 items-center gap-3 pr-1.5 pl-3.5">
        <span className="min-w-0 truncate">
          {state.current?.place === "server" ? "Rendered on the server · " : ""}
          {sayVersions(session.kind, versions)}
        </span>
        <span className="flex-1" />
        {session.kind === "manifest-bundle" ? null : (
          <Switch
            checked={state.options.isFrozen}
            onCheckedChange={(isFrozen) => setOptions({ isFrozen })}
            title="The clock stands still and randomness repeats, so that the same files print the same"
          >
            Repeatable
          </Switch>
        )}
        {command === null ? null : (
          <Button
            size="small"
            tone="quiet"
            icon={SquareTerminal}
            aria-expanded={isCommandOpen}
            onClick={() => setIsCommandOpen(!isCommandOpen)}
          >
            Command
          </Button>
        )}
      </div>
    </div>
  );
}
