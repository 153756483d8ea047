import type * as Monaco from "monaco-editor/esm/vs/editor/editor.api.js";
import { type RefObject, useEffect, useRef } from "react";
import type { CodeLanguage } from "#lib/engine/findings/code-language.ts";
import type { TextProblem } from "#lib/engine/findings/text-problem.ts";
import type { Finding } from "#lib/engine/schema.ts";
import { monacoLanguageOf } from "./code-languages.ts";
import type { CodeTheme } from "./code-themes.ts";
import { SHARED_OPTIONS } from "./editor-options.ts";
import { fileUri } from "./file-uri.ts";
import { findingMarker, typedMarker } from "./finding-markers.ts";
import { monaco } from "./monaco-parts.ts";

export type CodeEditorFile = {
  readonly path: string;
  readonly text: string;
  readonly language: CodeLanguage;
  /** Grows when the text changed by other means than typing: then, and only then, it is written into the editor. */
  readonly revision: number;
};

export type Place = { readonly line: number; readonly column: number };

export type CodeEditorProps = {
  file: CodeEditorFile;
  readOnly: string | null;
  theme: CodeTheme;
  problems: readonly TextProblem[];
  /** Of the shown file, from the last check. They keep to their text while one types on. */
  findings: readonly Finding[];
  /** Where to go; a new object goes there again. */
  reveal: Place | null;
  /** Paths that still exist: texts of others are forgotten, with their undo history. */
  openPaths: readonly string[];
  onEdit: (path: string, text: string) => void;
  onPlace: (place: Place) => void;
  /** Takes the function that hands over what was typed a moment ago; called before saving. */
  registerFlush: (flush: () => void) => void;
  registerFocus: (focus: () => void) => void;
};

type OpenModel = {
  model: Monaco.editor.ITextModel;
  revision: number;
  view: Monaco.editor.ICodeEditorViewState | null;
};

/** How long typing may pause before the text is handed over: long enough to stay out of the way of keys. */
const HAND_OVER_MS = 120;

const OPTIONS: Monaco.editor.IStandaloneEditorConstructionOptions = {
  ...SHARED_OPTIONS,
  ariaLabel: "Text of the file",
  insertSpaces: true,
  detectIndentation: false,
  renderLineHighlight: "line",
  occurrencesHighlight: "singleFile",
  // Suggestions come from what the files mean. Words that merely occur elsewhere would only be in the way.
  wordBasedSuggestions: "off",
  quickSuggestions: { other: true, strings: true, comments: false },
  acceptSuggestionOnCommitCharacter: false,
  // A word that is typed out ends its line at once.
  acceptSuggestionOnEnter: "smart",
  suggest: { showWords: false, showStatusBar: false, preview: false },
  parameterHints: { enabled: true, cycle: false },
  smoothScrolling: false,
  accessibilitySupport: "auto",
};

/**
 * Runs Monaco on an element. Each file has a model of its own that owns its text: React never writes a text back that
 * lags behind the keys (traps: a controlled `value` loses typed characters).
 */
export function useCodeEditor(host: RefObject<HTMLElement | null>, props: CodeEditorProps): void {
  const { file, readOnly, theme, problems, findings, reveal, openPaths } = props;
  const latest = useRef(props);
  latest.current = props;
  const editor = useRef<Monaco.editor.IStandaloneCodeEditor | null>(null);
  const models = useRef(new Map<string, OpenModel>());

  useEffect(() => {
    if (!host.current) return;
    const created = monaco.editor.create(host.current, { ...OPTIONS, model: null });
    editor.current = created;
    const flush = watchTyping(created, (path, text) => latest.current.onEdit(path, text));
    latest.current.registerFlush(flush);
    latest.current.registerFocus(() => created.focus());
    const cursor = created.onDidChangeCursorPosition(({ position }) =>
      latest.current.onPlace({ line: position.lineNumber, column: position.column }),
    );
    // The font arrives after the first measure; without this the cursor stands beside its character.
    void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
    const held = models.current;
    window.addEventListener("unhandledrejection", ignoreCanceled);
    return () => {
      flush();
      cursor.dispose();
      created.dispose();
      for (const { model } of held.values()) model.dispose();
      held.clear();
      editor.current = null;
      window.removeEventListener("unhandledrejection", ignoreCanceled);
    };
  }, [host]);

  useEffect(() => monaco.editor.setTheme(theme), [theme]);

  useEffect(() => {
    editor.current?.updateOptions({
      readOnly: readOnly !== null,
      ...(readOnly === null ? {} : { readOnlyMessage: { value: readOnly } }),
    });
  }, [readOnly]);

  useEffect(() => {
    const shown = editor.current;
    if (shown) showFile(shown, models.current, file);
  }, [file]);

  useEffect(() => {
    const model = models.current.get(file.path)?.model;
    if (model) monaco.editor.setModelMarkers(model, "chartroom", problems.map(typedMarker));
  }, [file.path, problems]);

  // Apart from those of typing: a marker moves with its text until it is set anew, and these come seldom.
  useEffect(() => {
    const model = models.current.get(file.path)?.model;
    if (!model) return;
    const markers = findings.flatMap((finding) => findingMarker(finding, model) ?? []);
    monaco.editor.setModelMarkers(model, "chartroom-findings", markers);
  }, [file.path, findings]);

  useEffect(() => {
    if (!reveal || !editor.current) return;
    const position = { lineNumber: reveal.line, column: reveal.column };
    editor.current.setPosition(position);
    editor.current.revealPositionInCenterIfOutsideViewport(position);
    editor.current.focus();
  }, [reveal]);

  useEffect(() => {
    for (const [path, { model }] of models.current) {
      if (openPaths.includes(path) || path === latest.current.file.path) continue;
      model.dispose();
      models.current.delete(path);
    }
  }, [openPaths]);
}

/** Work that Monaco gives up when a text goes away rejects with this name. It is no fault, and nobody's to handle. */
function ignoreCanceled(event: PromiseRejectionEvent): void {
  if (event.reason instanceof Error && event.reason.name === "Canceled") event.preventDefault();
}

function showFile(
  editor: Monaco.editor.IStandaloneCodeEditor,
  models: Map<string, OpenModel>,
  file: CodeEditorFile,
): void {
  const shown = editor.getModel();
  const before = [...models.values()].find(({ model }) => model === shown);
  let open = models.get(file.path);
  if (!open) {
    const uri = fileUri(file.path);
    monaco.editor.getModel(uri)?.dispose();
    const model = monaco.editor.createModel(file.text, monacoLanguageOf(file.language), uri);
    open = { model, revision: file.revision, view: null };
    models.set(file.path, open);
  } else if (open.revision !== file.revision) {
    replaceText(open.model, file.text);
    open.revision = file.revision;
  }
  if (shown === open.model) return;
  if (before) before.view = editor.saveViewState();
  editor.setModel(open.model);
  if (open.view) editor.restoreViewState(open.view);
}

/** Writes a text in as one edit, so that undo takes it back. */
function replaceText(model: Monaco.editor.ITextModel, text: string): void {
  if (model.getValue() === text) return;
  model.pushStackElement();
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
  model.pushStackElement();
}

/** Hands texts over a moment after typing. @returns a function that does so at once */
function watchTyping(
  editor: Monaco.editor.IStandaloneCodeEditor,
  onEdit: (path: string, text: string) => void,
): () => void {
  let waiting: { model: Monaco.editor.ITextModel; timer: ReturnType<typeof setTimeout> } | null = null;
  const flush = () => {
    if (!waiting) return;
    const { model, timer } = waiting;
    clearTimeout(timer);
    waiting = null;
    if (!model.isDisposed()) onEdit(model.uri.path.slice(1), model.getValue());
  };
  editor.onDidChangeModelContent(() => {
    const model = editor.getModel();
    if (!model) return;
    if (waiting) clearTimeout(waiting.timer);
    waiting = { model, timer: setTimeout(flush, HAND_OVER_MS) };
  });
  editor.onDidChangeModel(flush);
  editor.onDidBlurEditorText(flush);
  return flush;
}
