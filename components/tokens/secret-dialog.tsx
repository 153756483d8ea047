"use client";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { CopySecret } from "#components/form/copy-secret.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Command } from "#components/ui/command.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { InlineCode } from "#components/ui/inline-code.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import type { MintedRegistryToken } from "#lib/tokens/schema.ts";
import { LOGIN_CLIENTS, type LoginClient, loginCommandOf } from "./login-commands.ts";
import { reachWords, sayDay, scopeWords } from "./token-words.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";

type SecretDialogProps = {
  minted: MintedRegistryToken;
  publicUrl: string;
  onClose: () => void;
  onRevoke: () => void;
};

/** GOH-57: the one time that a secret is visible. Leaving without having stored it asks first. */
export function SecretDialog({ minted, publicUrl, onClose, onRevoke }: SecretDialogProps) {
  const [isStored, setStored] = useState(false);
  const [isAsking, setAsking] = useState(false);
  useLeaveGuard(!isStored);
  const leave = () => (isStored ? onClose() : setAsking(true));
  if (isAsking)
    return (
      <Dialog
        open
        onOpenChange={(open) => open || setAsking(false)}
        title="Have you stored it?"
        foot={
          <>
            <Button tone="danger" onClick={onClose}>
              Close without it
            </Button>
            <Button tone="primary" onClick={() => setAsking(false)}>
              Back to the secret
            </Button>
          </>
        }
      >
        The secret of <b>{minted.name}</b> cannot be shown again. If it is lost, revoke the token and create
        another.
      </Dialog>
    );
  return (
    <Dialog
      open
      size="wide"
      onOpenChange={(open) => open || leave()}
      title="Copy the secret now"
      icon={KeyRound}
      iconTone="mark"
      footNote={<TextButton onClick={onRevoke}>Revoke this token</TextButton>}
      foot={
        <Button
          tone="primary"
          onClick={onClose}
          notAllowed={!isStored && "Store the secret first, and say so above."}
        >
          Done
        </Button>
      }
    >
      <Stack>
        <p>
          <b>{minted.name}</b> may {scopeWords[minted.scope].toLowerCase()}{" "}
          <InlineCode>{reachWords(minted.pattern)}</InlineCode>
          {minted.expiresAt ? ` until ${sayDay(minted.expiresAt)}` : " and does not expire"}. This is the only
          time its secret is visible: only a hash of it is kept.
        </p>
        <CopySecret secret={minted.token} what="secret" />
        <LoginHelp minted={minted} publicUrl={publicUrl} />
        <Checkbox
          checked={isStored}
          onCheckedChange={(checked) => setStored(checked)}
          hint="Closing without this asks again. A lost secret cannot be shown; revoke the token and create another."
        >
          <b>I have stored it</b>
        </Checkbox>
      </Stack>
    </Dialog>
  );
}

function LoginHelp({ minted, publicUrl }: Pick<SecretDialogProps, "minted" | "publicUrl">) {
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
        what="command with the secret"
      />
      <p className="text-ink-muted text-small">
        The copied command has the secret in it, and would stay in a shell's history. In a pipeline, take it
        from a protected variable.
      </p>
    </Stack>
  );
}
