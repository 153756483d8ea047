"use client";
import { Command } from "#components/ui/command.tsx";
import type { MintedApiToken } from "#lib/tokens/schema.ts";
import { SecretDialog } from "./secret-dialog.tsx";
import { apiScopeWords, sayEnd } from "./token-words.ts";

type ApiSecretProps = {
  minted: MintedApiToken;
  publicUrl: string;
  onClose: () => void;
  onRevoke: () => void;
};

/** API-27: an API token's secret, and a first call with it. */
export function ApiSecret({ minted, publicUrl, onClose, onRevoke }: ApiSecretProps) {
  const call = (secret: string) =>
    `curl -H "Authorization: Bearer ${secret}" \\\n  ${new URL("/api/v2/org-charts", publicUrl).href}`;
  return (
    <SecretDialog
      name={minted.name}
      secret={minted.token}
      onClose={onClose}
      onRevoke={onRevoke}
      about={`has the scope ${apiScopeWords[minted.scope].toLowerCase()}${sayEnd(minted.expiresAt)}`}
      help={
        <Command
          text={call(`${minted.prefix}…`)}
          copyText={call(minted.token)}
          what="command with the secret"
        />
      }
    />
  );
}
