import { Field } from "#components/form/field.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import type { OrganizationSettings } from "#lib/organization/schema.ts";
import type { FieldsProps } from "./organization-values.ts";

type SignInFieldsProps = FieldsProps & { saved: OrganizationSettings };

/** Whether everybody needs a second factor, and how many have none, before it is asked for. */
export function SignInFields({ saved, values, refusal, onChange }: SignInFieldsProps) {
  const isLocked = !saved.permissions.rename;
  const without = saved.withoutSecondFactor ?? 0;
  return (
    <section aria-labelledby="signing-in" className="flex flex-col gap-3">
      <TitledRule id="signing-in" title="Signing in" />
      <Field
        label="Two-factor sign-in"
        as="group"
        hint={<HowMany without={without} of={saved.memberCount} />}
        error={refusal?.errorAt("requireSecondFactor")}
      >
        {() => (
          <Checkbox
            checked={values.requireSecondFactor}
            disabled={isLocked}
            onCheckedChange={(requireSecondFactor) => onChange({ requireSecondFactor })}
            hint={`Who signs in with a password and has none sees nothing of the organization before it is on. Who comes by OpenID Connect is asked by the provider.${isLocked ? " For owners." : ""}`}
          >
            Everybody needs it
          </Checkbox>
        )}
      </Field>
      {values.requireSecondFactor && !saved.requireSecondFactor && without > 0 ? (
        <Banner tone="caution" live title={`${counted(without)} kept out until then.`}>
          The next page that they open leads them to turn it on, and their API tokens here are refused.
          Registry tokens go on, but for those that were made with an API token of theirs.
        </Banner>
      ) : null}
    </section>
  );
}

const counted = (without: number) => (without === 1 ? "One member is" : `${without} members are`);

function HowMany({ without, of }: { without: number; of: number }) {
  if (without === 0) return <>Every member has it, or signs in at the provider.</>;
  return (
    <>
      {without} of {of} {of === 1 ? "member" : "members"} {without === 1 ? "has" : "have"} none:{" "}
      <TextLink href="/settings/members">who has</TextLink>.
    </>
  );
}
