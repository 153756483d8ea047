import { Field } from "#components/form/field.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import type { FieldsProps } from "./organization-values.ts";

const PUBLISHERS = [
  { value: "member", label: "Members, admins and owners", hint: "And developers of a project, inside it" },
  {
    value: "admin",
    label: "Admins and owners",
    hint: "And maintainers of a project, inside it. Registry tokens with push, which they make, go on to push",
  },
] as const;

/** What publishing asks for, at every door. */
export function PublishRuleFields({ values, refusal, onChange }: FieldsProps) {
  return (
    <section aria-labelledby="publish-rules" className="flex flex-col gap-4">
      <TitledRule id="publish-rules" title="Publish rules" />
      <p className="text-ink-muted">
        The same in the editor, the API and helm push. Versions that are published keep as they are.
      </p>
      <Field label="Every version" as="group" error={refusal?.errorAt("semverOnly")}>
        {() => (
          <span className="flex flex-col gap-1">
            <Checkbox
              checked={values.semverOnly}
              onCheckedChange={(semverOnly) => onChange({ semverOnly })}
              hint="Also of bases and bundles, where other names would be taken"
            >
              Has a SemVer name
            </Checkbox>
            <Checkbox
              checked={values.notesNeeded}
              onCheckedChange={(notesNeeded) => onChange({ notesNeeded })}
              hint="A push says them with the annotation vnd.chartroom.release-notes"
            >
              Has release notes
            </Checkbox>
          </span>
        )}
      </Field>
      <Field label="Who publishes" as="group" error={refusal?.errorAt("publishRole")}>
        {() => (
          <RadioGroup
            aria-label="Who publishes"
            value={values.publishRole}
            options={PUBLISHERS}
            onValueChange={(publishRole) => onChange({ publishRole })}
          />
        )}
      </Field>
    </section>
  );
}
