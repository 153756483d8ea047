"use client";
import { GitMerge } from "lucide-react";
import { useState } from "react";
import { FileDiff } from "#components/diff/file-diff.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { languageOf } from "#lib/engine/findings/code-language.ts";
import type { ArtifactKindName } from "./editor-artifact.ts";
import { nameForMine, type Resolution } from "./merge-drafts.ts";
import type { OpenConflict } from "./save-draft.ts";

type ConflictDialogProps = {
  kind: ArtifactKindName;
  conflicts: readonly OpenConflict[];
  isTaken: (path: string) => boolean;
  onClose: () => void;
  onDecide: (resolutions: ReadonlyMap<string, Resolution>) => void;
};

type Choice = Resolution["choice"];

/** Somebody else saved the same files (CAT-19): per file merge, take theirs, or keep yours beside theirs. */
export function ConflictDialog({ kind, conflicts, isTaken, onClose, onDecide }: ConflictDialogProps) {
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const choiceOf = (conflict: OpenConflict) =>
    choices[conflict.path] ?? optionsFor(conflict)[0]?.value ?? "theirs";
  const decide = () => {
    const resolutions = new Map<string, Resolution>();
    for (const conflict of conflicts) {
      resolutions.set(conflict.path, resolutionOf(conflict, choiceOf(conflict), isTaken));
    }
    onDecide(resolutions);
  };
  const leavesMarks = conflicts.some((each) => choiceOf(each) === "merge" && (each.merged?.clashes ?? 0) > 0);
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title="Somebody else saved this draft meanwhile"
      icon={GitMerge}
      iconTone="caution"
      size="full"
      footNote="Nothing is saved yet. What you typed stays here until you decide."
      foot={
        <>
          <Button tone="quiet" onClick={onClose}>
            Decide later
          </Button>
          <Button tone="primary" onClick={decide}>
            {leavesMarks ? "Take these and go on editing" : "Take these and save"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <p className="text-ink-muted">
          {conflicts.length === 1 ? "One file was" : `${conflicts.length} files were`} changed on both sides.
          All other changes fit together.
        </p>
        {conflicts.map((conflict) => (
          <section key={conflict.path} aria-label={conflict.path} className="flex flex-col gap-2">
            <h3 className="text-code font-mono font-bold">{conflict.path}</h3>
            <RadioGroup
              aria-label={`What to do with ${conflict.path}`}
              value={choiceOf(conflict)}
              onValueChange={(choice: Choice) => setChoices({ ...choices, [conflict.path]: choice })}
              options={optionsFor(conflict)}
            />
            {conflict.merged && conflict.merged.clashes > 0 && choiceOf(conflict) === "merge" ? (
              <Banner tone="caution" title={sayClashes(conflict.merged.clashes)}>
                Both texts will stand there between marks (&lt;&lt;&lt;&lt;&lt;&lt;&lt;). Choose there, then
                save.
              </Banner>
            ) : null}
            {conflict.myText !== null || conflict.theirText !== null ? (
              <FileDiff
                file={{
                  path: conflict.path,
                  change: "modified",
                  from: null,
                  before: conflict.theirText,
                  after: choiceOf(conflict) === "merge" ? (conflict.merged?.text ?? null) : conflict.myText,
                  beforeSize: null,
                  afterSize: null,
                  omitted: null,
                }}
                title={choiceOf(conflict) === "merge" ? "Theirs, and the merge" : "Theirs, and yours"}
                language={languageOf(conflict.path, kind)}
                view="unified"
                ignoreWhitespace={false}
                contained
              />
            ) : null}
          </section>
        ))}
      </div>
    </Dialog>
  );
}

const sayClashes = (count: number) =>
  count === 1 ? "One place was changed by both." : `${count} places were changed by both.`;

function optionsFor({ mine, theirs, merged }: OpenConflict) {
  const options: { value: Choice; label: string; hint: string }[] = [];
  if (merged) {
    const hint =
      merged.clashes === 0 ? "Both changes fit together." : "Where both changed the same lines, you choose.";
    options.push({ value: "merge", label: "Merge", hint });
  }
  if (mine && mine.content.kind !== "saved") {
    options.push(
      theirs
        ? { value: "mine-as-new", label: "Keep mine as a new file", hint: "Theirs stays under its name." }
        : { value: "mine-as-new", label: "Keep mine", hint: "They deleted the file; yours brings it back." },
    );
  }
  options.push({
    value: "theirs",
    label: theirs ? "Take theirs" : "Delete it, as they did",
    hint: mine ? "Your changes of this file are dropped." : "The file you deleted is back, with their text.",
  });
  if (!mine && theirs) {
    options.push({ value: "delete", label: "Delete it all the same", hint: "Their change goes with it." });
  }
  return options;
}

function resolutionOf(
  conflict: OpenConflict,
  choice: Choice,
  isTaken: (path: string) => boolean,
): Resolution {
  switch (choice) {
    case "merge":
      return { choice, text: conflict.merged?.text ?? "" };
    case "mine-as-new":
      return { choice, path: conflict.theirs ? nameForMine(conflict.path, isTaken) : conflict.path };
    case "theirs":
    case "delete":
      return { choice };
  }
}
