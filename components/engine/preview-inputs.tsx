"use client";
import { Check, CircleX, Clock3, SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { Icon } from "#components/ui/icon.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { NewSampleDialog } from "./new-sample-dialog.tsx";
import { PreviewCell, TextCell } from "./preview-cell.tsx";
import type { SampleState } from "./preview-state.ts";
import { PreviewTold } from "./preview-told.tsx";
import { sampleName, withSample } from "./sample-values.ts";
import { minorOf } from "./say-outcome.ts";
import type { Preview } from "./use-preview.ts";

type PreviewInputsProps = {
  preview: Preview;
  /** Files of the draft that may hold values. */
  valuesPaths: readonly string[];
  isTaken: (path: string) => boolean;
  /** Puts new sample values into the draft and opens them; null where nothing can be changed. */
  onNewSample: ((path: string, text: string) => void) | null;
};

const OWN = "own";
const SEVERAL = "several";
const NEW = "new";

/** What Helm is told, the four things one changes most; the rest folds out. */
export function PreviewInputs({ preview, valuesPaths, isTaken, onNewSample }: PreviewInputsProps) {
  const { state, versions, kubeVersions, setOptions } = preview;
  const { options, samples } = state;
  const [isMoreOpen, setIsMoreOpen] = useState(false);
  const [isNaming, setIsNaming] = useState(false);
  const [first, second] = options.valueFiles;
  const chosen = second !== undefined ? SEVERAL : (first ?? OWN);
  const others = new Set(samples.map(({ path }) => path));
  const helmOwn = versions?.kubeVersion ? minorOf(versions.kubeVersion) : "default";
  return (
    <>
      <div className="border-line bg-surface flex shrink-0 border-b">
        <div className="grid-cols-inputs grid min-w-0 flex-1 max-sm:grid-cols-2">
          <PreviewCell label="Values" hint={<SamplesMark samples={samples} />}>
            {(id) => (
              <Select
                id={id}
                bare
                value={chosen}
                options={[
                  { value: OWN, label: "values.yaml alone" },
                  ...samples.map((sample) => ({
                    value: sample.path,
                    label: sampleName(sample.path),
                    hint: <SampleMark sample={sample} />,
                  })),
                  ...(chosen === SEVERAL
                    ? [{ value: SEVERAL, label: `${options.valueFiles.length} files in order` }]
                    : []),
                  ...(first !== undefined && chosen === first && !others.has(first)
                    ? [{ value: first, label: first }]
                    : []),
                  ...(onNewSample ? [{ value: NEW, label: "New sample values …" }] : []),
                ]}
                onValueChange={(value) => {
                  if (value === NEW) setIsNaming(true);
                  else if (value === OWN) setOptions({ valueFiles: [] });
                  else if (value !== SEVERAL && value !== chosen)
                    setOptions(chosen === SEVERAL ? withSample(options, value) : { valueFiles: [value] });
                }}
              />
            )}
          </PreviewCell>
          <TextCell
            label="Release"
            value={options.releaseName}
            otherwise="release-name"
            onChange={(releaseName) => setOptions({ releaseName })}
          />
          <TextCell
            label="Namespace"
            value={options.namespace}
            otherwise="default"
            onChange={(namespace) => setOptions({ namespace })}
          />
          <PreviewCell label="Kubernetes">
            {(id) => (
              <Select
                id={id}
                bare
                value={options.kubeVersion ?? OWN}
                options={[
                  { value: OWN, label: helmOwn, hint: "Helm’s own" },
                  ...kubeChoices(kubeVersions, options.kubeVersion).map((version) => ({
                    value: version,
                    label: version,
                  })),
                ]}
                onValueChange={(version) => setOptions({ kubeVersion: version === OWN ? null : version })}
              />
            )}
          </PreviewCell>
        </div>
        <span className="border-line flex items-center border-l px-1">
          <IconButton
            label="All that Helm is told"
            icon={SlidersHorizontal}
            aria-expanded={isMoreOpen}
            dot={isMore(options)}
            onClick={() => setIsMoreOpen(!isMoreOpen)}
          />
        </span>
      </div>
      {isMoreOpen ? (
        <PreviewTold
          preview={preview}
          valuesPaths={valuesPaths}
          onNewSample={onNewSample ? () => setIsNaming(true) : null}
        />
      ) : null}
      {isNaming && onNewSample ? (
        <NewSampleDialog
          isTaken={isTaken}
          ownValues={options.ownValues}
          onClose={() => setIsNaming(false)}
          onMake={(path, text) => {
            setIsNaming(false);
            onNewSample(path, text);
            setOptions({ ...withSample(options, path), ownValues: "" });
          }}
        />
      ) : null}
    </>
  );
}

/** The chosen one is there, also where it is none of ours. */
const kubeChoices = (versions: readonly string[], chosen: string | null) =>
  chosen === null || versions.includes(chosen) ? versions : [chosen, ...versions];

/** Something is told that the four inputs do not show. */
function isMore(options: Preview["state"]["options"]): boolean {
  return (
    options.setLines.some(({ text }) => text !== "") ||
    options.ownValues.trim() !== "" ||
    options.apiVersions.length > 0 ||
    options.isUpgrade ||
    options.includeCrds ||
    options.skipTests ||
    options.noHooks
  );
}

function SampleMark({ sample }: { sample: SampleState }) {
  if (sample.state === "waiting") return <Icon of={Clock3} size="badge" tone="faint" label="waiting" />;
  return sample.state === "ok" ? (
    <Icon of={Check} size="badge" tone="positive" label="renders" />
  ) : (
    <Icon of={CircleX} size="badge" tone="danger" label="does not render" />
  );
}

/** How many of the sample values render. */
function SamplesMark({ samples }: { samples: readonly SampleState[] }) {
  if (samples.length === 0) return null;
  const failed = samples.filter(({ state }) => state === "failed").length;
  const waiting = samples.filter(({ state }) => state === "waiting").length;
  if (failed > 0)
    return (
      <span className="text-danger flex items-center gap-0.75">
        <Icon of={CircleX} size="chip" />
        {failed} of {samples.length} fail
      </span>
    );
  if (waiting > 0) return <Icon of={Clock3} size="chip" tone="faint" label="Samples are waiting" />;
  return <Icon of={Check} size="chip" tone="positive" label={`All ${samples.length} samples render`} />;
}
