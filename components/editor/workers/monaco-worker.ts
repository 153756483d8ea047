// Monaco's own worker: links, words for completion, characters that look like others.
import "monaco-editor/esm/vs/editor/editor.worker.js";
