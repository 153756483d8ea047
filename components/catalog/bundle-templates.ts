import type { BUNDLE_TEMPLATES } from "#lib/catalog/schema.ts";

/** The scaffold's four templates of a bundle, in words (GOH-43). */
export const bundleTemplates: Record<(typeof BUNDLE_TEMPLATES)[number], { label: string; hint: string }> = {
  namespace: { label: "Namespace", hint: "With RBAC, quota and network policies." },
  crd: { label: "Custom resource definitions", hint: "One definition with its schema." },
  operator: {
    label: "Operator",
    hint: "A controller without parameters: service account, role, deployment.",
  },
  job: { label: "One-off job", hint: "A migration that runs once." },
};
