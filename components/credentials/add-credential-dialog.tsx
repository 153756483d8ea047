"use client";
import { useState } from "react";
import { CodeInput } from "#components/form/code-input.tsx";
import { Field } from "#components/form/field.tsx";
import { FormDialog } from "#components/form/form-dialog.tsx";
import { readRefusal } from "#components/form/read-refusal.ts";
import { InlineCode } from "#components/ui/inline-code.tsx";
import { notify } from "#components/ui/toast.tsx";
import { useCreateCredential, useTestUnsaved } from "#lib/credentials/client.ts";
import type { CredentialView } from "#lib/credentials/schema.ts";
import { cleanRegistry, registryName } from "#lib/ids/registry-place.ts";
import { ConnectionTest } from "./connection-test.tsx";
import { CredentialFields, type LoginDraft } from "./credential-fields.tsx";

type AddCredentialDialogProps = { onClose: () => void; onAdded: (credential: CredentialView) => void };

/** What is kept of what is typed (GOH-62). */
function KeptHost({ typed }: { typed: string }) {
  if (typed.trim() === "")
    return "Paste what you have: ghcr.io, ghcr.io/acme, https://r.example.com:5000/v2/.";
  const place = cleanRegistry(typed);
  if (typeof place === "string") return place;
  return (
    <>
      Kept as <InlineCode>{registryName(place)}</InlineCode>
      {place.path ? ", for repositories below this path." : "."}
    </>
  );
}

/** GOH-61: a login at another registry, tested before it is kept. */
export function AddCredentialDialog({ onClose, onAdded }: AddCredentialDialogProps) {
  const [host, setHost] = useState("");
  const [draft, setDraft] = useState<LoginDraft>({ username: "", password: "", ca: "" });
  const [repository, setRepository] = useState("");
  const create = useCreateCredential();
  const test = useTestUnsaved();
  const errorAt = (path: string) =>
    readRefusal(create.error)?.errorAt(path) ?? readRefusal(test.error)?.errorAt(path);
  const isWhole = host.trim() !== "" && draft.username.trim() !== "" && draft.password !== "";
  const input = { host, ...draft };

  function send() {
    test.reset();
    create.mutate(input, {
      onSuccess: (credential) => {
        notify({ title: `The credential for ${credential.name} is kept`, detail: "Its password is sealed." });
        onAdded(credential);
      },
    });
  }

  return (
    <FormDialog
      title="Add credential"
      deed="Add credential"
      doing="Adding"
      size="wide"
      isSending={create.isPending}
      error={create.error}
      onClose={onClose}
      onSend={send}
      footNote="It is written down in the audit log."
    >
      <Field label="Registry host" hint={<KeptHost typed={host} />} error={errorAt("host")}>
        {(ids) => (
          <CodeInput {...ids} value={host} onChange={(event) => setHost(event.target.value)} autoFocus />
        )}
      </Field>
      <CredentialFields draft={draft} onDraft={setDraft} errorAt={errorAt} />
      <ConnectionTest
        repository={repository}
        onRepository={setRepository}
        repositoryError={errorAt("repository")}
        isTesting={test.isPending}
        notYet={!isWhole && "Fill in host, user name and password first"}
        onTest={() => {
          create.reset();
          test.mutate({ ...input, ...(repository.trim() && { repository }) });
        }}
        error={readRefusal(test.error)?.hasFields ? null : test.error}
        result={test.data ?? null}
      />
    </FormDialog>
  );
}
