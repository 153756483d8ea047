import type * as Monaco from "monaco-editor/esm/vs/editor/editor.api.js";

/** A blank typed in an empty action, `{{¦}}`, gets its twin: `{{ ¦ }}`. */
export function closeWithBlank(monaco: typeof Monaco): Monaco.IDisposable {
  const held = new Set<Monaco.IDisposable>();
  const watch = (editor: Monaco.editor.ICodeEditor) => {
    held.add(editor.onDidChangeModelContent((event) => addTwin(monaco, editor, event)));
  };
  for (const editor of monaco.editor.getEditors()) watch(editor);
  const created = monaco.editor.onDidCreateEditor(watch);
  return {
    dispose: () => {
      created.dispose();
      for (const one of held) one.dispose();
    },
  };
}

function addTwin(
  monaco: typeof Monaco,
  editor: Monaco.editor.ICodeEditor,
  event: Monaco.editor.IModelContentChangedEvent,
): void {
  const [change, more] = event.changes;
  const model = editor.getModel();
  if (!change || more || change.text !== " " || event.isUndoing || event.isRedoing || !model) return;
  const { startLineNumber: line, startColumn: column } = change.range;
  if (!/template$/.test(model.getLanguageId())) return;
  const text = model.getLineContent(line);
  if (!/\{\{-?$/.test(text.slice(0, column - 1)) || !/^-?\}\}/.test(text.slice(column))) return;
  const behind = new monaco.Position(line, column + 1);
  // An edit in the middle of an edit is refused: this one follows as soon as the first is done.
  queueMicrotask(() => {
    model.pushEditOperations(
      editor.getSelections(),
      [{ range: monaco.Range.fromPositions(behind), text: " " }],
      () => null,
    );
    editor.setPosition(behind);
    editor.trigger("completion", "editor.action.triggerSuggest", {});
  });
}
