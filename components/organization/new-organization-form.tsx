"use client";
import { type FormEvent, useRef, useState } from "react";
import { CodeInput } from "#components/form/code-input.tsx";
import { Field } from "#components/form/field.tsx";
import { readRefusal } from "#components/form/read-refusal.ts";
import { RefusedBanner } from "#components/form/refused-banner.tsx";
import { useFocusInvalid } from "#components/form/use-focus-invalid.ts";
import { Row } from "#components/layout/row.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { useCreateOrganization } from "#lib/organization/member-client.ts";

/** A slug that could be of this name: what people would type. */
const slugOf = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63);

export function NewOrganizationForm() {
  const [name, setName] = useState("");
  const [typed, setTyped] = useState<string | null>(null);
  const create = useCreateOrganization();
  const refusal = readRefusal(create.error);
  const form = useRef<HTMLFormElement>(null);
  // `isPending` comes a moment after the press, and ends while the browser is on its way to the new page.
  const isSent = useRef(false);
  useFocusInvalid(form, create.error);
  const slug = typed ?? slugOf(name);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isSent.current) return;
    isSent.current = true;
    create.mutate(
      { name, slug },
      {
        // The whole page anew: what stands around it is the new organization's.
        onSuccess: (made) => location.assign(`/settings/members?org=${made.slug}`),
        onError: () => {
          isSent.current = false;
        },
      },
    );
  }
  return (
    <form ref={form} onSubmit={submit} className="max-w-120" noValidate>
      <Stack>
        {refusal?.hasFields ? null : <RefusedBanner error={create.error} />}
        <Field label="Name" hint="As people see it." error={refusal?.errorAt("name")}>
          {(ids) => (
            <Input
              {...ids}
              value={name}
              onChange={(event) => setName(event.target.value)}
              autoComplete="organization"
              autoFocus
            />
          )}
        </Field>
        <Field
          label="Slug"
          hint={`As addresses and repositories say it: ${slug || "northgate"}/charts/service.`}
          error={refusal?.errorAt("slug")}
        >
          {(ids) => <CodeInput {...ids} value={slug} onChange={(event) => setTyped(event.target.value)} />}
        </Field>
        <Row>
          <Button type="submit" tone="primary" working={create.isPending && "Making"}>
            Make organization
          </Button>
        </Row>
      </Stack>
    </form>
  );
}
