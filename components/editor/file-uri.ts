import type * as Monaco from "monaco-editor/esm/vs/editor/editor.api.js";
import { monaco } from "./monaco-parts.ts";

/** How Monaco calls a file of the artifact. */
export const fileUri = (path: string): Monaco.Uri =>
  monaco.Uri.from({ scheme: "chartroom", path: `/${path}` });
