import type { Refusal } from "#components/form/read-refusal.ts";
import type { ChangeOrganizationInput, OrganizationSettings } from "#lib/organization/schema.ts";

/** What the form holds: what the settings are, with the days as they are typed; empty: no limit. */
export type OrganizationValues = Required<Omit<ChangeOrganizationInput, "tokenMaxDays">> & {
  tokenMaxDays: string;
};

/** What each part of the form is given. */
export type FieldsProps = {
  values: OrganizationValues;
  refusal: Refusal | null;
  onChange: (change: Partial<OrganizationValues>) => void;
};

export const valuesOf = (settings: OrganizationSettings): OrganizationValues => ({
  name: settings.name,
  slug: settings.slug,
  defaultVisibility: settings.defaultVisibility,
  semverOnly: settings.semverOnly,
  notesNeeded: settings.notesNeeded,
  publishRole: settings.publishRole,
  requireSecondFactor: settings.requireSecondFactor,
  tokenMaxDays: settings.tokenMaxDays === null ? "" : String(settings.tokenMaxDays),
});

/** A text that is no number must not become "no limit". */
export const areDays = (typed: string) => /^\d*$/.test(typed.trim());

/** What differs from what is saved, as the API takes it: what another admin changed meanwhile stays. */
export function changesOf(values: OrganizationValues, saved: OrganizationSettings): ChangeOrganizationInput {
  const { tokenMaxDays, ...rest } = values;
  const days = tokenMaxDays.trim() === "" ? null : Number(tokenMaxDays);
  const input: ChangeOrganizationInput = { ...rest, tokenMaxDays: days };
  // The form's names are the settings' own.
  const changed = Object.entries(input).filter(
    ([name, value]) => saved[name as keyof OrganizationValues] !== value,
  );
  return Object.fromEntries(changed);
}

/** What was typed and not saved, by organization: it is there again when one comes back from another page of this visit. */
const unsaved = new Map<string, OrganizationValues>();

export const keptValues = (slug: string) => unsaved.get(slug) ?? null;

/** @param values null: nothing is unsaved */
export function keepValues(slug: string, values: OrganizationValues | null): void {
  if (values) unsaved.set(slug, values);
  else unsaved.delete(slug);
}
