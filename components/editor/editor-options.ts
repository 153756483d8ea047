import type * as Monaco from "monaco-editor/esm/vs/editor/editor.api.js";

/** How text looks in both editors: of files, and of what they render to. */
export const SHARED_OPTIONS: Monaco.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  fontFamily: "var(--font-mono)",
  fontSize: 12.5,
  lineHeight: 20,
  fontLigatures: false,
  minimap: { enabled: false },
  rulers: [],
  guides: { indentation: true, bracketPairs: false },
  bracketPairColorization: { enabled: false },
  tabSize: 2,
  scrollBeyondLastLine: false,
  padding: { top: 6, bottom: 12 },
  lineNumbersMinChars: 4,
  lineDecorationsWidth: 12,
  overviewRulerLanes: 2,
  fixedOverflowWidgets: true,
  stickyScroll: { enabled: false },
};
