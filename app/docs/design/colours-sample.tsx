import { Section } from "./section.tsx";

const GROUPS: { label: string; names: string[] }[] = [
  {
    label: "ground, surface, raised, sunken, hover, selected",
    names: ["bg-ground", "bg-surface", "bg-raised", "bg-sunken", "bg-hover", "bg-selected"],
  },
  {
    label: "line, line-strong, control, ink-faint, ink-muted, ink",
    names: ["bg-line", "bg-line-strong", "bg-control", "bg-ink-faint", "bg-ink-muted", "bg-ink"],
  },
  {
    label: "accent, mark, info",
    names: ["bg-accent", "bg-accent-soft", "bg-mark", "bg-mark-soft", "bg-info", "bg-info-soft"],
  },
  {
    label: "positive, caution, danger",
    names: [
      "bg-positive",
      "bg-positive-soft",
      "bg-caution",
      "bg-caution-soft",
      "bg-danger",
      "bg-danger-soft",
    ],
  },
  {
    label: "diff added, removed",
    names: [
      "bg-added-ink",
      "bg-added-word",
      "bg-added-bg",
      "bg-removed-ink",
      "bg-removed-word",
      "bg-removed-bg",
    ],
  },
  {
    label: "kinds",
    names: [
      "bg-kind-chart",
      "bg-kind-chart-soft",
      "bg-kind-base",
      "bg-kind-base-soft",
      "bg-kind-bundle",
      "bg-kind-bundle-soft",
    ],
  },
  {
    label: "code: key, string, number, keyword",
    names: ["bg-code-key", "bg-code-string", "bg-code-number", "bg-code-keyword"],
  },
  {
    label: "code: function, object, comment, delimiter",
    names: ["bg-code-function", "bg-code-object", "bg-code-comment", "bg-code-delim"],
  },
];

export function ColoursSample() {
  return (
    <Section title="Colour">
      <div className="grid grid-cols-4 gap-x-5 gap-y-3.5 max-lg:grid-cols-1">
        {GROUPS.map((group) => (
          <div key={group.label}>
            <div className="flex h-8.5">
              {group.names.map((name) => (
                <span
                  key={name}
                  title={name.slice(3)}
                  className={`border-line -ml-px flex-1 border ${name}`}
                />
              ))}
            </div>
            <p className="text-ink-muted text-small pt-1">{group.label}</p>
          </div>
        ))}
      </div>
    </Section>
  );
}
