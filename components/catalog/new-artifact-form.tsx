"use client";
import { FileArchive, FilePlus2, LayoutTemplate } from "lucide-react";
import { useRef, useState } from "react";
import { Field } from "#components/form/field.tsx";
import { useFocusInvalid } from "#components/form/use-focus-invalid.ts";
import { Stack } from "#components/layout/stack.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { BUNDLE_TEMPLATES, type ScaffoldTemplate } from "#lib/catalog/schema.ts";
import { catalogAddress } from "#lib/ids/addresses.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { bundleTemplates } from "./bundle-templates.ts";
import { ChoiceCards } from "./choice-cards.tsx";
import { kindWords } from "./kind-words.ts";
import { ProjectField } from "./project-field.tsx";
import type { Upload } from "./upload.ts";
import { UploadChooser } from "./upload-chooser.tsx";
import { type NewArtifact, useNewArtifact } from "./use-new-artifact.ts";

type NewArtifactFormProps = {
  kind: ArtifactKind;
  /** `host/charts` */
  address: string;
  initialProject: string;
  /** Those that the viewer may create in. */
  projects: readonly string[];
  /** Outside of these too: without a project, and in one that is not there yet. */
  isFree: boolean;
};

/** What begins a draft: a scaffold, files that exist, or nothing (GOH-5, GOH-7, GOH-43). */
export function NewArtifactForm({ kind, address, initialProject, projects, isFree }: NewArtifactFormProps) {
  const router = usePageRouter();
  const words = kindWords[kind];
  const [start, setStart] = useState<NewArtifact["start"]>("scaffold");
  const [template, setTemplate] = useState<ScaffoldTemplate>("namespace");
  const [project, setProject] = useState(isFree ? initialProject : startIn(projects, initialProject));
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [upload, setUpload] = useState<Upload | null>(null);
  const make = useNewArtifact(kind, { name, project });
  const { errors } = make;
  const form = useRef<HTMLFormElement>(null);
  useFocusInvalid(form, make.error);
  const scaffold = kind === "manifest-bundle" ? template : true;
  const shownName = project ? `${project}/${name || words.example}` : name || words.example;
  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-6.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (make.isWorking) return;
        void make.run({ name, project, description, start, scaffold, upload }).then((editor) => {
          if (!editor) return;
          router.push(editor);
          router.refresh(); // The shell's counts stand above every page.
        });
      }}
    >
      <ChoiceCards
        label="Begin from"
        value={start}
        onValueChange={setStart}
        options={[
          { value: "scaffold", icon: LayoutTemplate, label: "A scaffold", hint: scaffoldHint(kind) },
          {
            value: "upload",
            icon: FileArchive,
            label: "Files that exist",
            hint: "A .tgz or .zip, or a folder from this computer.",
          },
          {
            value: "nothing",
            icon: FilePlus2,
            label: "Nothing",
            hint: "An empty draft: write the first file yourself.",
          },
        ]}
      />
      {start === "scaffold" && kind === "manifest-bundle" ? (
        <Field as="group" label="Template">
          {(ids) => (
            <RadioGroup
              {...ids}
              aria-label="Template"
              value={template}
              onValueChange={setTemplate}
              options={BUNDLE_TEMPLATES.map((value) => ({ value, ...bundleTemplates[value] }))}
            />
          )}
        </Field>
      ) : null}
      {start === "upload" ? (
        <UploadChooser
          kind={kind}
          onChosen={(chosen, found) => {
            setUpload(chosen);
            if (found?.name) setName(found.name);
            if (found?.description) setDescription(found.description);
          }}
        />
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <ProjectField
          project={project}
          projects={projects}
          isFree={isFree}
          error={errors.project}
          onChange={setProject}
        />
        <Field label="Name" error={errors.name} hint={`Clients will ask for ${address}/${shownName}`}>
          {(ids) => (
            <Input
              {...ids}
              look="mono"
              autoComplete="off"
              required
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </div>
      <Field label="Description" optional error={errors.description} hint="One sentence, shown in lists.">
        {(ids) => (
          <Input {...ids} value={description} onChange={(event) => setDescription(event.target.value)} />
        )}
      </Field>
      {errors.form ? <Banner tone="danger" live title={errors.form} /> : null}
      {make.progress === null ? null : <Progress label="Uploading" value={make.progress} />}
      <Stack gap="small">
        <span className="flex gap-2">
          <Button type="submit" tone="primary" working={make.isWorking ? "Making it" : false}>
            {`Create ${words.one}`}
          </Button>
          <ButtonLink tone="quiet" href={catalogAddress(kind)}>
            Cancel
          </ButtonLink>
        </span>
        <p className="text-ink-muted text-small">
          Members of the organization see it, others only where new artifacts of the project or the
          organization are public. Nothing is published by creating it.
        </p>
      </Stack>
    </form>
  );
}

const startIn = (projects: readonly string[], asked: string) =>
  projects.includes(asked) ? asked : (projects[0] ?? "");

function scaffoldHint(kind: ArtifactKind): string {
  if (kind === "chart")
    return "Deployment, service, ingress, autoscaling and a test: complete, and it renders.";
  if (kind === "kustomize-base")
    return "Deployment, service, config map and a patch: complete, and it builds.";
  return "One of four: namespace, definitions, operator, job.";
}
