"use client";
import { useRef } from "react";
import { type CodeEditorProps, useCodeEditor } from "./use-code-editor.ts";

/** Monaco on one file. Load it lazily: it brings the editor with it. */
export function CodeEditor(props: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  useCodeEditor(host, props);
  return <div ref={host} className="absolute inset-0" data-code-editor={props.file.path} />;
}
