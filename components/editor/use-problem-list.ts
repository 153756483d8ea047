import { useCallback, useMemo, useRef, useState } from "react";
import {
  type FindingsView,
  filterFindings,
  groupFindings,
  wholeView,
} from "#components/engine/arrange-findings.ts";
import { countByPath } from "#components/engine/count-findings.ts";
import { nextFinding } from "#components/engine/next-finding.ts";
import { joinTextFindings } from "#components/engine/text-findings.ts";
import { languageOf } from "#lib/engine/findings/code-language.ts";
import type { TextProblem } from "#lib/engine/findings/text-problem.ts";
import type { Finding } from "#lib/engine/schema.ts";
import type { ArtifactKindName } from "./editor-artifact.ts";
import { type EditorState, textOf } from "./editor-state.ts";
import { useTextProblems } from "./use-text-problems.ts";

const NO_PROBLEMS: readonly TextProblem[] = [];

type Given = {
  openPath: (path: string, line?: number, column?: number) => void;
  /** Shows a line of the rendered output; null where none is shown on this screen. */
  openOutput: ((line: number) => void) | null;
  /** Where the cursor stands in the open text; null without one. */
  place: { readonly line: number } | null;
  /** Texts are not checked before. */
  mayBegin: boolean;
};

/** Everything found in the working files, in reading order, and the way from one to the next. */
export function useProblemList(
  state: EditorState,
  kind: ArtifactKindName,
  found: readonly Finding[],
  { openPath, openOutput, place, mayBegin }: Given,
) {
  const [view, setView] = useState<FindingsView>(wholeView);
  const [current, setCurrent] = useState<Finding | null>(null);
  const placeAtStep = useRef<Given["place"]>(null);
  const { workspace, savedTexts, tabs } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: texts come from these parts of the state alone
  const texts = useMemo(
    () =>
      tabs.paths.flatMap((path) => {
        const file = workspace.files.get(path);
        const text = file ? textOf(state, file) : null;
        return text === null ? [] : [{ path, text, language: languageOf(path, kind) }];
      }),
    [workspace, savedTexts, tabs.paths, kind],
  );
  const typed = useTextProblems(texts, mayBegin);
  const findings = useMemo(() => {
    const open = tabs.paths.map((path) => ({
      path,
      language: languageOf(path, kind),
      found: typed.get(path) ?? [],
    }));
    return joinTextFindings(found, open);
  }, [found, typed, tabs.paths, kind]);
  const counts = useMemo(() => countByPath(findings), [findings]);
  const shown = useMemo(() => filterFindings(findings, view), [findings, view]);

  // The list is drawn anew only where it is another one: typing must not wait for some hundred rows.
  const latest = useRef({ workspace, openPath, openOutput });
  latest.current = { workspace, openPath, openOutput };
  const go = useCallback((finding: Finding) => {
    setCurrent(finding);
    const { path, line, column, isInOutput } = finding;
    const now = latest.current;
    if (isInOutput && line !== null && now.openOutput) now.openOutput(line);
    else if (path !== null && now.workspace.files.has(path)) {
      if (isInOutput) now.openPath(path);
      else now.openPath(path, line ?? 1, column ?? 1);
    }
  }, []);
  const closed = findings
    .flatMap(({ path }) => (path === null || workspace.files.has(path) ? [] : path))
    .join("\n");
  const showsOutput = openOutput !== null;
  const doorOf = useCallback(
    (finding: Finding) => {
      const isFile = finding.path !== null && !closed.split("\n").includes(finding.path);
      const isOutput = finding.isInOutput && finding.line !== null && showsOutput;
      return isFile || isOutput ? { onGo: () => go(finding) } : null;
    },
    [go, closed, showsOutput],
  );
  const step = (by: 1 | -1) => {
    const order = groupFindings(shown, view.by).flatMap((group) => group.findings);
    // A file that is still on its way has not moved the cursor yet; and by severity, the list leads and not the text.
    const isMoved = place !== placeAtStep.current && view.by === "file";
    const cursor = isMoved && tabs.active !== null && place ? { path: tabs.active, line: place.line } : null;
    placeAtStep.current = place;
    const next = nextFinding({ order, current, cursor, by });
    if (next) go(next);
  };
  const active = tabs.active;
  const foundInActive = useMemo(
    () => found.filter((finding) => finding.path === active && finding.line !== null && !finding.isInOutput),
    [found, active],
  );
  return {
    findings,
    shown,
    view,
    setView,
    counts,
    /** Syntax of the shown text, as it was typed last. */
    typedInActive: (active === null ? undefined : typed.get(active)) ?? NO_PROBLEMS,
    /** What the check found in the shown file, syntax apart. */
    foundInActive,
    current,
    doorOf,
    step,
  };
}
