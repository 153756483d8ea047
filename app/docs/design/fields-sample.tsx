"use client";
import { useState } from "react";
import { CopySecret } from "#components/form/copy-secret.tsx";
import { Field } from "#components/form/field.tsx";
import { SubmitBar } from "#components/form/submit-bar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { Section } from "./section.tsx";

export function FieldsSample() {
  const [kind, setKind] = useState<"pull" | "push">("pull");
  return (
    <Section title="Fields">
      <div className="grid grid-cols-3 gap-x-8 gap-y-3 *:flex *:min-w-0 *:flex-col *:gap-3 max-lg:grid-cols-1">
        <div>
          <Field label="Name" hint="Lower case, digits and hyphens.">
            {(ids) => <Input {...ids} placeholder="payments/service" />}
          </Field>
          <Field label="Version tag" success="Free">
            {(ids) => <Input {...ids} look="mono" defaultValue="2.5.0" good />}
          </Field>
          <Field label="Version tag" error="2.4.0 already exists. Next free: 2.4.1, 2.5.0.">
            {(ids) => <Input {...ids} look="mono" defaultValue="2.4.0" />}
          </Field>
          <Field label="Registry host" optional>
            {(ids) => <Input {...ids} look="mono" defaultValue="ghcr.io" readOnly />}
          </Field>
        </div>
        <div>
          <SearchInput label="Search charts" placeholder="Name, keyword or maintainer" keyHint="/" />
          <SearchInput
            label="Filter versions"
            placeholder="Tag, range or author"
            kind="filter"
            size="small"
          />
          <Field label="Scope">
            {(ids) => (
              <Select
                {...ids}
                value={kind}
                onValueChange={setKind}
                options={[
                  { value: "pull", label: "Pull", hint: "read" },
                  { value: "push", label: "Push", hint: "write" },
                ]}
              />
            )}
          </Field>
          <Field label="Visibility" as="group">
            {({ id: _, ...ids }) => (
              <RadioGroup
                {...ids}
                aria-label="Visibility"
                defaultValue="private"
                options={[
                  { value: "private", label: "Private", hint: "Members only" },
                  { value: "public", label: "Public", hint: "Anyone, without a login" },
                ]}
              />
            )}
          </Field>
        </div>
        <div>
          <Field label="Release notes" hint="Markdown.">
            {(ids) => <Textarea {...ids} defaultValue="Startup probe for the slow ledger warm-up." />}
          </Field>
          <Field label="Pattern" error="A pattern ends in /*, such as charts/payments/*.">
            {(ids) => <Textarea {...ids} look="mono" rows={2} defaultValue="charts/payments" />}
          </Field>
          <CopySecret secret="crt_N5vT0q8LwE2rXk7JdYb4HsP1cUzF6mAg" what="registry token" />
          <Checkbox hint="Closing without this asks again.">I have stored it</Checkbox>
          <SubmitBar
            error="The pattern names no repository. Write charts/payments/*."
            note="Nothing is stored yet."
          >
            <Button tone="primary">Create token</Button>
          </SubmitBar>
        </div>
      </div>
    </Section>
  );
}
