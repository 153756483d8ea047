"use client";
import { type FormEvent, useRef, useState } from "react";
import { Field } from "#components/form/field.tsx";
import { readRefusal } from "#components/form/read-refusal.ts";
import { RefusedBanner } from "#components/form/refused-banner.tsx";
import { useFocusInvalid } from "#components/form/use-focus-invalid.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { notify } from "#components/ui/toast.tsx";
import { useChangeCredential } from "#lib/credentials/client.ts";
import type { CredentialView } from "#lib/credentials/schema.ts";
import { CredentialFields, type LoginDraft } from "./credential-fields.tsx";

const draftOf = ({ username, ca }: CredentialView): LoginDraft => ({ username, password: "", ca });

/** GOH-64: what stands beside the password can change; the password itself is only replaced. */
export function CredentialForm({ credential }: { credential: CredentialView }) {
  const [draft, setDraft] = useState(() => draftOf(credential));
  const [isReplacing, setReplacing] = useState(false);
  const change = useChangeCredential(credential.id);
  const refusal = readRefusal(change.error);
  const form = useRef<HTMLFormElement>(null);
  useFocusInvalid(form, change.error);
  const isChanged =
    draft.username !== credential.username || draft.ca !== credential.ca || draft.password !== "";

  function save(event: FormEvent) {
    event.preventDefault();
    if (change.isPending || !isChanged) return;
    const { username, ca, password } = draft;
    change.mutate(
      { username, ca, ...(password && { password }) },
      {
        onSuccess: (saved) => {
          setDraft(draftOf(saved));
          setReplacing(false);
          notify({
            title: `The credential for ${saved.name} is changed`,
            detail: "Test it: it was not yet.",
          });
        },
      },
    );
  }

  const kept = (
    <Field
      label="Password or token"
      hint="It is sealed, and never shown. Replacing it is the only change there is."
    >
      {(ids) => (
        <div className="flex flex-wrap items-center gap-2">
          <div className="min-w-40 flex-1">
            <Input {...ids} value="Kept, never shown" disabled />
          </div>
          <Button onClick={() => setReplacing(true)}>Replace</Button>
        </div>
      )}
    </Field>
  );

  return (
    <form ref={form} onSubmit={save} className="flex min-w-0 flex-col gap-4">
      {refusal && !refusal.hasFields ? <RefusedBanner error={change.error} /> : null}
      <Field label="Registry host" hint="It is part of the seal: for another host add another credential.">
        {(ids) => <Input {...ids} look="mono" value={credential.name} readOnly />}
      </Field>
      <CredentialFields
        draft={draft}
        onDraft={setDraft}
        errorAt={(path) => refusal?.errorAt(path)}
        keptPassword={isReplacing ? undefined : kept}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          type="submit"
          tone="primary"
          working={change.isPending && "Saving"}
          notAllowed={!isChanged && "Nothing is changed"}
        >
          Save credential
        </Button>
        {isReplacing ? (
          <Button
            tone="quiet"
            onClick={() => {
              setReplacing(false);
              setDraft({ ...draft, password: "" });
            }}
          >
            Keep the password
          </Button>
        ) : null}
      </div>
      <p className="text-ink-muted text-small">
        Password entered <RelativeTime at={credential.passwordSetAt} inSentence />; added by{" "}
        {credential.createdBy}.
      </p>
    </form>
  );
}
