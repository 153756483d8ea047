"use client";
import type { EditorStore } from "#components/editor/editor-store.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FailedState } from "#components/ui/failed-state.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { ClientRef } from "#lib/catalog/client.ts";
import { isSample } from "#lib/engine/findings/sample-values.ts";
import { NoObjectNotice, NothingRendered } from "./nothing-rendered.tsx";
import { PartList } from "./part-list.tsx";
import { PreviewFoot } from "./preview-foot.tsx";
import { PreviewHead } from "./preview-head.tsx";
import { PreviewInputs } from "./preview-inputs.tsx";
import { FailureNotice, VolatileNotice } from "./preview-notices.tsx";
import { OutputLoading, PreviewOutput } from "./preview-output.tsx";
import { RenderOnServer } from "./render-on-server.tsx";
import type { Links } from "./use-links.ts";
import type { Preview } from "./use-preview.ts";

export type PreviewPanelProps = {
  artifact: ClientRef;
  editor: EditorStore;
  /** Null until the page has begun it. */
  preview: Preview | null;
  links: Pick<Links, "linked" | "reveal" | "register" | "goToSource">;
  openPath: (path: string, line?: number, column?: number) => void;
  onNewSample: ((path: string, text: string) => void) | null;
  onFold: () => void;
};

/** What the working files render to, with what Helm is told above it. */
export function PreviewPanel(props: PreviewPanelProps) {
  const { artifact, editor, preview, links, openPath } = props;
  if (!preview) return <OutputLoading />;
  const { state, outline } = preview;
  const failure = state.current?.render.kind === "failed" ? state.current.render.failure : null;
  const isEmpty = editor.get().workspace.files.size === 0;
  return (
    <>
      <PreviewHead preview={preview} name={artifact.name} onFold={props.onFold} />
      {artifact.kind === "chart" && !isEmpty ? (
        <PreviewInputs
          preview={preview}
          valuesPaths={valuesPaths(editor)}
          isTaken={(path) => editor.get().workspace.files.has(path)}
          onNewSample={props.onNewSample}
        />
      ) : null}
      {failure ? (
        <FailureNotice
          failure={failure}
          isOutputStale={state.lastGood !== null}
          onOpen={openPath}
          action={
            failure.cause === "limit" ? (
              <RenderOnServer artifact={artifact} editor={editor} preview={preview} />
            ) : null
          }
        />
      ) : null}
      {outline && state.lastGood ? (
        <VolatileNotice uses={outline.volatile} isFrozen={state.options.isFrozen} onOpen={openPath} />
      ) : null}
      <Body {...props} preview={preview} isEmpty={isEmpty} links={links} />
      {isEmpty ? null : <PreviewFoot preview={preview} />}
    </>
  );
}

type BodyProps = PreviewPanelProps & { preview: Preview; isEmpty: boolean };

function Body({ preview, isEmpty, links, openPath, artifact }: BodyProps) {
  const { state, outline, files, view } = preview;
  if (isEmpty)
    return (
      <Centered>
        <EmptyState title="Nothing to render yet" framed={false}>
          The draft has no files. What they render to stands here as soon as there is one.
        </EmptyState>
      </Centered>
    );
  if (state.phase === "broken")
    return (
      <Centered>
        <FailedState
          title="Could not load the engine"
          framed={false}
          actions={<Button onClick={preview.restart}>Try again</Button>}
        >
          {state.brokenBy} Files can be edited, saved and published all the same: the server renders by
          itself.
        </FailedState>
      </Centered>
    );
  if (files.kind === "failed")
    return (
      <Centered>
        <FailedState
          title="Could not load all files"
          framed={false}
          actions={<Button onClick={preview.session.retryFiles}>Try again</Button>}
        >
          {files.detail} Without every file the output would not be the one that is published.
        </FailedState>
      </Centered>
    );
  if (state.phase === "starting" || files.kind === "loading") return <Starting kind={artifact.kind} />;
  if (!state.lastGood)
    return state.current ? (
      <Centered>
        <p className="text-ink-muted px-6">There is no output yet that could be shown.</p>
      </Centered>
    ) : (
      <OutputLoading />
    );
  if (outline?.nothing && outline.isBlank)
    return (
      <Centered>
        <NothingRendered nothing={outline.nothing} onOpen={openPath} />
      </Centered>
    );
  return (
    <>
      {outline?.nothing ? <NoObjectNotice nothing={outline.nothing} onOpen={openPath} /> : null}
      <PartList
        view={view}
        parts={outline?.parts ?? []}
        chosen={outline?.part ?? null}
        onChoose={(part) => preview.choose(view, part)}
      />
      <PreviewOutput
        session={preview.session}
        shown={outline?.shown ?? null}
        isStale={state.lastGood.isStale}
        linked={links.linked}
        reveal={links.reveal}
        onGo={(line) => void links.goToSource(line)}
        register={links.register}
      />
    </>
  );
}

const SIZES = { chart: "Helm, 3.0 MB", "kustomize-base": "Kustomize, 3.1 MB", "manifest-bundle": null };

function Starting({ kind }: { kind: ClientRef["kind"] }) {
  const what = SIZES[kind];
  return (
    <div className="bg-code-bg flex min-h-0 flex-1 flex-col">
      <p role="status" className="text-ink-muted appear-late flex items-center gap-2 px-5 pt-4">
        <Spinner size="chip" tone="accent" />
        {what === null ? "Reading the documents" : `Loading ${what}. It is kept for the next time.`}
      </p>
      <OutputLoading />
    </div>
  );
}

function Centered({ children }: { children: React.ReactNode }) {
  return (
    <div className="bg-code-bg flex min-h-0 flex-1 flex-col justify-center overflow-auto">{children}</div>
  );
}

/** YAML and JSON outside of templates and subcharts: samples first. */
function valuesPaths(editor: EditorStore): string[] {
  return [...editor.get().workspace.files.keys()]
    .filter(
      (path) =>
        /\.(ya?ml|json)$/.test(path) &&
        !/^(templates|charts|crds)\/|^(Chart|values|requirements)\.(yaml|schema\.json)$/.test(path),
    )
    .sort((one, other) => Number(isSample(other)) - Number(isSample(one)) || (one < other ? -1 : 1));
}
