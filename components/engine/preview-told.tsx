"use client";
import { useState } from "react";
import { Field } from "#components/form/field.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { plainOptions } from "./preview-options.ts";
import { SetLines } from "./set-lines.tsx";
import type { Preview } from "./use-preview.ts";
import { ValuesOrder } from "./values-order.tsx";

type PreviewToldProps = {
  preview: Preview;
  valuesPaths: readonly string[];
  onNewSample: (() => void) | null;
};

/** All that Helm is told. Each change is rendered at once; this browser keeps it for the chart. */
export function PreviewTold({ preview, valuesPaths, onNewSample }: PreviewToldProps) {
  const { state, setOptions } = preview;
  const { options } = state;
  return (
    <section
      aria-label="All that Helm is told"
      className="border-line bg-surface flex max-h-1/2 min-h-40 flex-col gap-3.5 overflow-y-auto border-b px-3.5 py-3"
    >
      <ValuesOrder
        chosen={options.valueFiles}
        paths={valuesPaths}
        onChange={(valueFiles) => setOptions({ valueFiles })}
        onNewSample={onNewSample}
      />
      <Field
        label="Own values"
        optional
        hint="After all files. They stay in this browser and are not saved with the draft."
      >
        {(ids) => (
          <Textarea
            {...ids}
            look="mono"
            rows={2}
            spellCheck={false}
            value={options.ownValues}
            onChange={(event) => setOptions({ ownValues: event.currentTarget.value })}
          />
        )}
      </Field>
      <SetLines lines={options.setLines} onChange={(setLines) => setOptions({ setLines })} />
      <ApiVersions versions={options.apiVersions} onChange={(apiVersions) => setOptions({ apiVersions })} />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <Segmented
          label="What Helm does"
          value={options.isUpgrade ? "upgrade" : "install"}
          options={[
            { value: "install", label: "Install" },
            { value: "upgrade", label: "Upgrade" },
          ]}
          onValueChange={(deed) => setOptions({ isUpgrade: deed === "upgrade" })}
        />
        <Checkbox
          checked={options.includeCrds}
          onCheckedChange={(includeCrds) => setOptions({ includeCrds })}
        >
          With CRDs
        </Checkbox>
        <Checkbox checked={options.skipTests} onCheckedChange={(skipTests) => setOptions({ skipTests })}>
          Without tests
        </Checkbox>
        <Checkbox checked={options.noHooks} onCheckedChange={(noHooks) => setOptions({ noHooks })}>
          Without hooks
        </Checkbox>
        <span className="flex-1" />
        <TextButton onClick={() => setOptions({ ...plainOptions, isFrozen: options.isFrozen })}>
          Tell Helm nothing
        </TextButton>
      </div>
    </section>
  );
}

type ApiVersionsProps = { versions: readonly string[]; onChange: (versions: readonly string[]) => void };

function ApiVersions({ versions, onChange }: ApiVersionsProps) {
  // The spaces between words are typed, too.
  const [typed, setTyped] = useState(versions.join(" "));
  if (wordsIn(typed).join(" ") !== versions.join(" ")) setTyped(versions.join(" "));
  return (
    <Field label="API versions" optional hint="Added to Helm’s own, divided by spaces.">
      {(ids) => (
        <Input
          {...ids}
          look="mono"
          spellCheck={false}
          value={typed}
          placeholder="monitoring.coreos.com/v1"
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            onChange(wordsIn(event.currentTarget.value));
          }}
        />
      )}
    </Field>
  );
}

const wordsIn = (text: string) => text.split(/[\s,]+/).filter((word) => word !== "");
