import { useMemo, useState } from "react";
import { languageOf } from "#lib/engine/findings/code-language.ts";
import type { TextProblem } from "#lib/engine/findings/text-problem.ts";
import type { ArtifactKindName } from "./editor-artifact.ts";
import { type EditorState, textOf } from "./editor-state.ts";
import type { FileProblem } from "./problems-panel.tsx";
import { useTextProblems } from "./use-text-problems.ts";

const NONE: readonly TextProblem[] = [];

/** The problems of all open files, in reading order, and the way from one to the next. */
export function useProblemList(
  state: EditorState,
  kind: ArtifactKindName,
  open: (path: string, line: number, column: number) => void,
) {
  const [current, setCurrent] = useState<FileProblem | null>(null);
  const { workspace, savedTexts, tabs } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: texts come from these parts of the state alone
  const checked = useMemo(
    () =>
      tabs.paths.flatMap((path) => {
        const file = workspace.files.get(path);
        const text = file ? textOf(state, file) : null;
        return text === null ? [] : [{ path, text, language: languageOf(path, kind) }];
      }),
    [workspace, savedTexts, tabs.paths, kind],
  );
  const byPath = useTextProblems(checked);
  const problems = useMemo(
    () => [...byPath].flatMap(([path, found]) => found.map((problem) => ({ ...problem, path }))),
    [byPath],
  );
  const counts = useMemo(() => new Map([...byPath].map(([path, found]) => [path, found.length])), [byPath]);
  const go = (problem: FileProblem) => {
    setCurrent(problem);
    open(problem.path, problem.line, problem.column);
  };
  const step = (by: 1 | -1) => {
    const at = problems.findIndex(
      ({ path, line, column }) =>
        path === current?.path && line === current.line && column === current.column,
    );
    const from = at < 0 && by < 0 ? 0 : at;
    const next = problems[(from + by + problems.length) % Math.max(1, problems.length)];
    if (next) go(next);
  };
  const ofActive = (tabs.active === null ? undefined : byPath.get(tabs.active)) ?? NONE;
  return { problems, counts, ofActive, current, go, step };
}
