"use client";
import { FilePlus2, LayoutTemplate, Upload } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { bundleTemplates } from "#components/catalog/bundle-templates.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { BUNDLE_TEMPLATES, type ScaffoldTemplate } from "#lib/catalog/schema.ts";
import type { ArtifactKindName } from "./editor-artifact.ts";

type EmptyDraftProps = {
  kind: ArtifactKindName;
  /** Nothing is saved either: the scaffold fills only such a draft. */
  isNew: boolean;
  isWorking: boolean;
  onScaffold: (template: ScaffoldTemplate) => void;
  onNewFile: () => void;
  onChooseFiles: (files: File[]) => void;
  onDropFiles: (transfer: DataTransfer) => void;
};

/** A draft without a file: the three ways to begin (GOH-21, GOH-43, CAT-20). */
export function EmptyDraft(props: EmptyDraftProps) {
  const { kind, isNew, isWorking } = props;
  const [template, setTemplate] = useState<(typeof BUNDLE_TEMPLATES)[number]>("namespace");
  const chooser = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    if (event.type === "drop") props.onDropFiles(event.dataTransfer);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files are dropped here too; the button below does the same
    <div
      className="bg-code-bg flex min-h-0 flex-1 flex-col justify-center overflow-auto p-6 max-sm:p-2"
      onDragOver={drop}
      onDrop={drop}
    >
      <EmptyState
        title={isNew ? "No files yet" : "Every file is deleted"}
        framed={false}
        actions={
          <>
            {isNew ? (
              <Button
                tone="primary"
                icon={LayoutTemplate}
                working={isWorking && "Starting from the scaffold"}
                onClick={() => props.onScaffold(templateFor(kind, template))}
              >
                Start from the scaffold
              </Button>
            ) : null}
            <Button icon={Upload} onClick={() => chooser.current?.click()}>
              Upload files or an archive
            </Button>
            <Button icon={FilePlus2} onClick={props.onNewFile}>
              New file
            </Button>
            <input
              ref={chooser}
              type="file"
              multiple
              hidden
              aria-label="Files or an archive to upload"
              onChange={(event) => {
                props.onChooseFiles([...(event.target.files ?? [])]);
                event.target.value = "";
              }}
            />
          </>
        }
      >
        <div className="flex flex-col gap-3">
          <p>{isNew ? beginnings[kind] : "Nothing of that is saved yet. Save it, or begin anew here."}</p>
          {isNew && kind === "manifest-bundle" ? (
            <RadioGroup
              aria-label="Template of the scaffold"
              value={template}
              onValueChange={setTemplate}
              options={BUNDLE_TEMPLATES.map((value) => ({ value, ...bundleTemplates[value] }))}
            />
          ) : null}
          <p>Files, folders and a .tgz or .zip can be dropped here as well. A file may have 5 MiB.</p>
        </div>
      </EmptyState>
    </div>
  );
}

const beginnings: Record<ArtifactKindName, string> = {
  chart: "The scaffold is a complete chart: deployment, service, ingress, autoscaling and a test.",
  "kustomize-base": "The scaffold is a complete base: deployment, service, config map and a patch.",
  "manifest-bundle": "The scaffold is one of four bundles.",
};

function templateFor(kind: ArtifactKindName, bundle: (typeof BUNDLE_TEMPLATES)[number]): ScaffoldTemplate {
  if (kind === "manifest-bundle") return bundle;
  return kind === "chart" ? "chart" : "base";
}
