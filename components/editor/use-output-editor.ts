import type * as Monaco from "monaco-editor/esm/vs/editor/editor.api.js";
import { type RefObject, useEffect, useRef } from "react";
import { monacoLanguageOf } from "./code-languages.ts";
import type { CodeTheme } from "./code-themes.ts";
import { SHARED_OPTIONS } from "./editor-options.ts";
import { monaco } from "./monaco-parts.ts";

/** Takes out `remove` lines from `line` on and puts `text`, whole lines, there; `isStart` empties the text first. */
export type TextEdit = {
  readonly isStart: boolean;
  readonly line: number;
  readonly remove: number;
  readonly text: string;
};
export type Lines = { readonly startLine: number; readonly endLine: number };

export type OutputEditorProps = {
  label: string;
  theme: CodeTheme;
  /** Takes the text in edits, from its beginning. @returns what stops that; hold it stable */
  attach: (onEdit: (edit: TextEdit) => void) => () => void;
  /** The number that a line has in the whole, where a part is shown. */
  numberOf: (line: number) => number;
  /** Lines that belong to the place in the template. */
  linked: readonly Lines[];
  /** Where to go; a new object goes there again. `isFocused`: and to stay there. */
  reveal: (Lines & { readonly isFocused: boolean }) | null;
  /** A click on a line, or Enter. */
  onGo: (line: number) => void;
  register: (handle: OutputHandle) => void;
};

/** What the screen's keys ask of the view. */
type OutputHandle = { focus: () => void; hasFocus: () => boolean; line: () => number };

const OPTIONS: Monaco.editor.IStandaloneEditorConstructionOptions = {
  ...SHARED_OPTIONS,
  readOnly: true,
  domReadOnly: true,
  readOnlyMessage: { value: "Rendered output. Change the template it comes from: F4 goes there." },
  renderLineHighlight: "none",
  occurrencesHighlight: "off",
  selectionHighlight: false,
  links: false,
  contextmenu: false,
  quickSuggestions: false,
  unicodeHighlight: { ambiguousCharacters: false },
  largeFileOptimizations: true,
  tabFocusMode: true,
};

/** Monaco on a text that nobody edits and that arrives in pieces: each is its own short task. */
export function useOutputEditor(host: RefObject<HTMLElement | null>, props: OutputEditorProps): void {
  const { label, theme, attach, numberOf, linked, reveal } = props;
  const latest = useRef(props);
  latest.current = props;
  const editor = useRef<Monaco.editor.IStandaloneCodeEditor | null>(null);
  const marks = useRef<Monaco.editor.IEditorDecorationsCollection | null>(null);

  useEffect(() => {
    if (!host.current) return;
    const model = monaco.editor.createModel("", monacoLanguageOf("yaml"));
    const created = monaco.editor.create(host.current, { ...OPTIONS, ariaLabel: label, model });
    editor.current = created;
    marks.current = created.createDecorationsCollection();
    created.onMouseUp(({ target, event }) => {
      const line = target.position?.lineNumber;
      if (line === undefined || !event.leftButton || !isOnText(target.type)) return;
      if (created.getSelection()?.isEmpty() ?? true) latest.current.onGo(line);
    });
    created.onKeyDown((event) => {
      if (event.keyCode !== monaco.KeyCode.Enter || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current.onGo(created.getPosition()?.lineNumber ?? 1);
    });
    latest.current.register({
      focus: () => created.focus(),
      hasFocus: () => created.hasTextFocus(),
      line: () => created.getPosition()?.lineNumber ?? 1,
    });
    const stop = attach((edit) => apply(model, edit));
    void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
    return () => {
      stop();
      created.dispose();
      model.dispose();
      editor.current = null;
      marks.current = null;
    };
  }, [host, attach, label]);

  useEffect(() => monaco.editor.setTheme(theme), [theme]);

  useEffect(() => {
    editor.current?.updateOptions({ lineNumbers: (line) => String(numberOf(line)) });
  }, [numberOf]);

  useEffect(() => {
    marks.current?.set(
      linked.map(({ startLine, endLine }) => ({
        range: new monaco.Range(startLine, 1, endLine, 1),
        options: { isWholeLine: true, className: "line-linked", marginClassName: "line-linked-edge" },
      })),
    );
  }, [linked]);

  useEffect(() => {
    const shown = editor.current;
    if (!reveal || !shown) return;
    shown.revealLineInCenterIfOutsideViewport(reveal.startLine);
    shown.setPosition({ lineNumber: reveal.startLine, column: 1 });
    if (reveal.isFocused) shown.focus();
  }, [reveal]);
}

function apply(model: Monaco.editor.ITextModel, { isStart, line, remove, text }: TextEdit): void {
  if (model.isDisposed()) return;
  const range = isStart ? model.getFullModelRange() : new monaco.Range(line, 1, line + remove, 1);
  model.applyEdits([{ range, text }]);
}

const isOnText = (type: Monaco.editor.MouseTargetType) =>
  type === monaco.editor.MouseTargetType.CONTENT_TEXT ||
  type === monaco.editor.MouseTargetType.CONTENT_EMPTY ||
  type === monaco.editor.MouseTargetType.GUTTER_LINE_NUMBERS;
