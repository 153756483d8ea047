import { CodeInput } from "#components/form/code-input.tsx";
import { Field } from "#components/form/field.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { InlineCode } from "#components/ui/inline-code.tsx";
import { Input } from "#components/ui/input.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import type { OrganizationSettings } from "#lib/organization/schema.ts";
import type { FieldsProps } from "./organization-values.ts";

/** ROLE-9: name and slug, for owners; and what follows a change of slug. */
export function NameFields({
  saved,
  values,
  refusal,
  onChange,
}: FieldsProps & { saved: OrganizationSettings }) {
  const isLocked = !saved.permissions.rename;
  const whose = "For owners.";
  return (
    <section aria-labelledby="name-and-slug" className="flex flex-col gap-4">
      <TitledRule id="name-and-slug" title="Name and slug" />
      <Field
        label="Name"
        hint={isLocked ? `As people see it. ${whose}` : "As people see it."}
        error={refusal?.errorAt("name")}
      >
        {(ids) => (
          <Input
            {...ids}
            value={values.name}
            readOnly={isLocked}
            autoComplete="organization"
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Slug"
        hint={`As addresses and repositories say it. ${isLocked ? whose : ""}`}
        error={refusal?.errorAt("slug")}
      >
        {(ids) => (
          <CodeInput
            {...ids}
            value={values.slug}
            readOnly={isLocked}
            onChange={(event) => onChange({ slug: event.target.value })}
          />
        )}
      </Field>
      {values.slug === saved.slug ? null : (
        <Banner live title={`${saved.slug} goes on to lead here.`}>
          Pages, helm, oras, Flux and Argo CD that say <InlineCode>{saved.slug}</InlineCode> go on working,
          and no other organization gets it. What is made from now on says{" "}
          <InlineCode>{values.slug}</InlineCode>.
        </Banner>
      )}
      {saved.formerSlugs.length > 0 ? (
        <p className="text-ink-muted text-small">
          Former slugs, which lead here, too:{" "}
          {saved.formerSlugs.map((slug, index) => (
            <span key={slug}>
              {index > 0 ? ", " : null}
              <InlineCode>{slug}</InlineCode>
            </span>
          ))}
        </p>
      ) : null}
    </section>
  );
}
