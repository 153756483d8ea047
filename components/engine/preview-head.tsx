import { Check, CircleX, Copy, Download, PanelRightClose } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { useCopy } from "#components/ui/use-copy.ts";
import type { OutputView } from "./output-parts.ts";
import { type Outcome, sayOutcome } from "./say-outcome.ts";
import type { Preview } from "./use-preview.ts";

type PreviewHeadProps = { preview: Preview; name: string; onFold: () => void };

const VIEWS: readonly { value: OutputView; label: string }[] = [
  { value: "whole", label: "Whole" },
  { value: "files", label: "Files" },
  { value: "objects", label: "Objects" },
];

/** What came out, how it is shown, and ways to take it along. */
export function PreviewHead({ preview, name, onFold }: PreviewHeadProps) {
  const { state, outline, view } = preview;
  const { copied, copy } = useCopy();
  const outcome = sayOutcome(state, outline);
  const good = state.lastGood;
  return (
    <div className="border-line bg-ground flex min-h-9 shrink-0 flex-wrap items-center gap-2 border-b py-1 pr-1.5 pl-3.5">
      <h2 className="font-semibold">Rendered</h2>
      <OutcomeWord outcome={outcome} isWorking={state.phase === "rendering"} />
      {good?.isStale ? <Badge tone="caution">Stale output</Badge> : null}
      <span className="flex-1" />
      <Segmented
        label="Show the output"
        value={view}
        options={VIEWS}
        onValueChange={(next) => preview.choose(next, null)}
      />
      <span className="flex">
        <IconButton
          label={copied ? "Copied" : "Copy the output"}
          icon={copied ? Check : Copy}
          aria-disabled={!good}
          onClick={() => good && copy(new TextDecoder().decode(good.output))}
        />
        <span className="max-sm:hidden">
          <IconButton
            label="Download the output"
            icon={Download}
            aria-disabled={!good}
            onClick={() => good && download(good.output, `${name}.yaml`)}
          />
        </span>
        <IconButton label="Fold the preview" icon={PanelRightClose} keyHint="F9" onClick={onFold} />
      </span>
    </div>
  );
}

function OutcomeWord({ outcome, isWorking }: { outcome: Outcome; isWorking: boolean }) {
  return (
    <span className="text-small flex items-center gap-1.5 whitespace-nowrap">
      {outcome.kind === "good" ? (
        <span className="text-positive flex items-center gap-1 font-semibold">
          <Icon of={Check} size="badge" />
          {outcome.words}
        </span>
      ) : null}
      {outcome.kind === "failed" ? (
        <span className="text-danger flex items-center gap-1 font-semibold">
          <Icon of={CircleX} size="badge" />
          {outcome.words}
        </span>
      ) : null}
      {outcome.kind === "waits" ? <span className="text-ink-muted appear-soon">{outcome.words}</span> : null}
      {isWorking ? (
        <Spinner size="chip" tone="accent" />
      ) : outcome.kind === "good" ? (
        <span className="text-ink-faint">{sayMs(outcome.ms)}</span>
      ) : null}
    </span>
  );
}

const sayMs = (ms: number) => (ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

/** Hands the bytes over as they are. */
function download(bytes: Uint8Array, name: string): void {
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: "application/yaml" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
