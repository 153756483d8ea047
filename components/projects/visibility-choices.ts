export type VisibilityChoice = "organization" | "private" | "public";

/** GL-11: what new artifacts of a project are where nobody asks for something else. */
export const VISIBILITIES = [
  {
    value: "organization",
    label: "As the organization has it",
    hint: "Private, unless its settings say otherwise",
  },
  { value: "private", label: "Private", hint: "Seen and pulled by members of the organization" },
  { value: "public", label: "Public", hint: "Seen and pulled by anybody, without signing in" },
] as const satisfies readonly { value: VisibilityChoice; label: string; hint: string }[];

/** As the portal API says it. */
export const chosenVisibility = (choice: VisibilityChoice) => (choice === "organization" ? null : choice);
