"use client";
import { Server } from "lucide-react";
import { useRef } from "react";
import type { EditorStore } from "#components/editor/editor-store.ts";
import { Button } from "#components/ui/button.tsx";
import type { ClientRef } from "#lib/catalog/client.ts";
import { useRenderJob } from "#lib/catalog/write-client.ts";
import type { TreeEntry } from "#lib/engine/types.ts";
import { serverRequestOf } from "./server-render.ts";
import { useEndedJob } from "./use-ended-job.ts";
import type { Preview } from "./use-preview.ts";

type RenderOnServerProps = { artifact: ClientRef; editor: EditorStore; preview: Preview };

const STATES = {
  queued: "Waiting for its turn on the server",
  running: "Rendering on the server, for two minutes at most",
  done: "Rendered on the server",
  failed: "The server could not render it",
} as const;

/** The way on where the browser met a limit (ENG-34): the server's large lane, as a job whose state stands here. */
export function RenderOnServer({ artifact, editor, preview }: RenderOnServerProps) {
  const { job, start, isWaiting, error } = useRenderJob(artifact);
  const asked = useRef<readonly TreeEntry[]>([]);
  const { store } = preview.session;
  useEndedJob(job, (outcome) => store.showServerRender(asked.current, outcome));
  const begin = () => {
    asked.current = store.read().current?.files ?? [];
    start(serverRequestOf(editor.get(), store.read().options));
  };
  return (
    <div className="flex flex-wrap items-center gap-2.5 pt-0.5">
      <Button size="small" icon={Server} working={isWaiting && "Rendering on the server"} onClick={begin}>
        Render on the server
      </Button>
      <span role="status" className="text-ink-muted text-small">
        {error ? error.message : job ? `${STATES[job.state]}${job.error ? `: ${job.error}` : ""}` : null}
      </span>
    </div>
  );
}
