"use client";
import { DiffView } from "#components/diff/diff-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { FailedState } from "#components/ui/failed-state.tsx";
import type { RenderedComparison } from "#lib/catalog/draft-schema.ts";
import { objectTitle } from "./object-title.ts";

type RenderedDiffProps = {
  kind: "chart" | "kustomize-base" | "manifest-bundle";
  rendered: RenderedComparison;
  /** The version compared against; null for a first version. */
  against: string | null;
  seen: { paths: ReadonlySet<string>; onToggle: (path: string) => void };
  onOpenPlace: (path: string, line: number, column: number) => void;
};

const OBJECTS = { one: "object", many: "objects" };

const made = {
  chart:
    "What helm template prints with the default values, but with clock and randomness frozen on both sides: what differs here differs because of the files.",
  "kustomize-base": "What kustomize build prints on both sides, object by object.",
  "manifest-bundle": "The documents as they are applied, object by object.",
};

/** What would be applied, against what is applied now; or which side could not be rendered, and why. */
export function RenderedDiff({ kind, rendered, against, seen, onOpenPlace }: RenderedDiffProps) {
  if (rendered.state === "failed") {
    const { failure, side } = rendered;
    const { path, line, column } = failure;
    return (
      <div className="min-h-0 flex-1 overflow-y-auto">
        <FailedState
          as="h3"
          title={side === "draft" ? "The draft does not render" : `${against} does not render`}
          framed={false}
          actions={
            side === "draft" && path !== null ? (
              <Button onClick={() => onOpenPlace(path, line ?? 1, column ?? 1)}>
                Open {path}
                {line === null ? "" : `:${line}`}
              </Button>
            ) : null
          }
        >
          <p className="wrap-anywhere whitespace-pre-line">{failure.message}</p>
          <p>
            So there is nothing to compare. This is not the same as “no changes”: the files say what changes.
          </p>
        </FailedState>
      </div>
    );
  }
  const { changes, unchangedCount, partial } = rendered.files;
  return (
    <>
      <p className="border-line text-ink-muted text-small border-b px-4.5 py-1.5">{made[kind]}</p>
      <DiffView
        files={changes}
        unchangedCount={unchangedCount}
        partial={partial}
        languageOf={() => "yaml"}
        things={OBJECTS}
        titleOf={objectTitle}
        seen={seen}
        contained
      />
    </>
  );
}
