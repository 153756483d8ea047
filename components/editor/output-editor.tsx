"use client";
import { useRef } from "react";
import { type OutputEditorProps, useOutputEditor } from "./use-output-editor.ts";

/** Monaco on rendered output. Load it lazily: it brings the editor with it. */
export function OutputEditor(props: OutputEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  useOutputEditor(host, props);
  return <div ref={host} className="absolute inset-0" data-output-editor />;
}
