"use client";
import { CodeInput } from "#components/form/code-input.tsx";
import { Field } from "#components/form/field.tsx";
import { useDebounced } from "#components/layout/use-debounced.ts";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import { patternOfReach, type ReachKind, type ReachValues } from "./token-form.ts";
import { TokenReach } from "./token-reach.tsx";

const REACHES = [
  { value: "everything", label: "Everything" },
  { value: "project", label: "Project or kind" },
  { value: "pattern", label: "Pattern" },
] as const;

const KINDS: readonly { value: ReachKind; label: string; hint?: string }[] = [
  { value: "all", label: "Everything of it" },
  { value: "charts", label: "Charts" },
  { value: "kustomize-bases", label: "Kustomize bases" },
  { value: "manifest-bundles", label: "Manifest bundles" },
  { value: "plain", label: "Images and others", hint: "plain repositories" },
];
const REST_MS = 300;

type ReachFieldProps = {
  values: ReachValues;
  /** The projects that are to choose from; null or absent: everything may be reached. */
  projects?: readonly string[] | null;
  onChange: (change: Partial<ReachValues>) => void;
  error: string | undefined;
};

/** NB-13: a project, a kind or a pattern; all three become one pattern, and what it reaches today is told as one types. */
export function ReachField({ values, projects = null, onChange, error }: ReachFieldProps) {
  const pattern = patternOfReach(values);
  const rested = useDebounced(pattern, REST_MS);
  return (
    <>
      <Field label="Limit to" as="group" error={values.reach === "everything" ? error : undefined}>
        {() => (
          <div>
            <Segmented
              label="Limit to"
              size="default"
              value={values.reach}
              options={projects ? REACHES.filter(({ value }) => value !== "everything") : REACHES}
              onValueChange={(reach) => onChange({ reach })}
            />
          </div>
        )}
      </Field>
      {values.reach === "project" ? (
        <ProjectFields values={values} projects={projects} onChange={onChange} error={error} />
      ) : null}
      {values.reach === "pattern" ? (
        <Field
          label="May reach"
          hint="* is any text without a slash, ** any text; several with commas: charts/payments/*, payments/**."
          error={error}
        >
          {(ids) => (
            <CodeInput
              {...ids}
              value={values.pattern}
              onChange={(event) => onChange({ pattern: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      <TokenReach pattern={rested} />
    </>
  );
}

function ProjectFields({ values, projects, onChange, error }: ReachFieldProps) {
  return (
    <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
      <Field label="Project" hint={projects ? undefined : "Empty for a whole kind."} error={error}>
        {(ids) =>
          projects ? (
            <Select
              {...ids}
              value={values.project}
              options={projects.map((project) => ({ value: project, label: project }))}
              onValueChange={(project) => onChange({ project })}
            />
          ) : (
            <CodeInput
              {...ids}
              value={values.project}
              onChange={(event) => onChange({ project: event.target.value })}
            />
          )
        }
      </Field>
      <Field label="Kind">
        {(ids) => (
          <Select {...ids} value={values.kind} options={KINDS} onValueChange={(kind) => onChange({ kind })} />
        )}
      </Field>
    </div>
  );
}
