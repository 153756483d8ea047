"use client";
import { useState } from "react";
import { Stack } from "#components/layout/stack.tsx";
import { Command } from "#components/ui/command.tsx";
import { InlineCode } from "#components/ui/inline-code.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { MintedRegistryToken } from "#lib/tokens/schema.ts";
import { LOGIN_CLIENTS, type LoginClient, loginCommandOf } from "./login-commands.ts";
import { SecretDialog } from "./secret-dialog.tsx";
import { reachWords, sayEnd, scopeWords } from "./token-words.ts";

type RegistrySecretProps = {
  minted: MintedRegistryToken;
  publicUrl: string;
  onClose: () => void;
  onRevoke: () => void;
};

/** GOH-57: a registry token's secret, and how each client logs in with it. */
export function RegistrySecret({ minted, publicUrl, onClose, onRevoke }: RegistrySecretProps) {
  return (
    <SecretDialog
      name={minted.name}
      secret={minted.token}
      onClose={onClose}
      onRevoke={onRevoke}
      about={
        <>
          may {scopeWords[minted.scope].toLowerCase()} <InlineCode>{reachWords(minted.pattern)}</InlineCode>
          {sayEnd(minted.expiresAt)}
        </>
      }
      help={<LoginHelp minted={minted} publicUrl={publicUrl} />}
    />
  );
}

function LoginHelp({ minted, publicUrl }: Pick<RegistrySecretProps, "minted" | "publicUrl">) {
  const [client, setClient] = useState<LoginClient>("helm");
  return (
    <Stack gap="small">
      <p className="text-label font-semibold">Log in with it</p>
      <div>
        <Segmented
          label="Client"
          value={client}
          options={LOGIN_CLIENTS.map((value) => ({ value, label: value }))}
          onValueChange={setClient}
        />
      </div>
      <Command
        text={loginCommandOf(client, publicUrl, `${minted.prefix}…`)}
        copyText={loginCommandOf(client, publicUrl, minted.token)}
        what="text with the secret"
      />
      <p className="text-ink-muted text-small">
        The copied text has the secret in it, and would stay in a shell's history. In a pipeline, take it from
        a protected variable.
      </p>
    </Stack>
  );
}
