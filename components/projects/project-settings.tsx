"use client";
import { Archive, ArchiveRestore, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { Field } from "#components/form/field.tsx";
import { readRefusal } from "#components/form/read-refusal.ts";
import { SubmitBar } from "#components/form/submit-bar.tsx";
import { useFocusInvalid } from "#components/form/use-focus-invalid.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import { notify } from "#components/ui/toast.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { useChangeProject } from "#lib/organization/project-client.ts";
import type { ProjectView } from "#lib/organization/project-schema.ts";
import { ArchiveProjectDialog, DeleteProjectDialog } from "./project-deed-dialogs.tsx";
import { chosenVisibility, VISIBILITIES, type VisibilityChoice } from "./visibility-choices.ts";

/** GL-11: what a project is called, what comes new into it, and its end. */
export function ProjectSettings({ project }: { project: ProjectView }) {
  const { archived, counts, permissions } = project;
  const [deed, setDeed] = useState<"archive" | "delete" | null>(null);
  const notManaging = permissions.manage ? undefined : "For maintainers of the project, admins and owners";
  return (
    <div className="flex max-w-prose flex-col gap-8">
      {notManaging ? (
        <Banner title="You may look, and change nothing here.">
          Settings are for maintainers of the project, and for admins and owners of the organization.
        </Banner>
      ) : null}
      <SettingsForm project={project} />
      <section aria-label="Archive and delete" className="flex flex-col gap-4">
        <TitledRule title="Archive and delete" />
        <p className="text-ink-muted">
          An archived project keeps everything that was published and takes nothing new. Only one without
          versions can be deleted.
        </p>
        <span className="flex flex-wrap gap-2">
          <Button
            icon={archived ? ArchiveRestore : Archive}
            onClick={() => setDeed("archive")}
            notAllowed={notManaging}
          >
            {archived ? "Unarchive project" : "Archive project"}
          </Button>
          <Button
            tone="danger"
            icon={Trash2}
            onClick={() => setDeed("delete")}
            notAllowed={
              notManaging ?? (counts.version > 0 ? "It has published versions: archive it" : undefined)
            }
          >
            Delete project
          </Button>
        </span>
      </section>
      {deed === "archive" ? <ArchiveProjectDialog project={project} onClose={() => setDeed(null)} /> : null}
      {deed === "delete" ? <DeleteProjectDialog project={project} onClose={() => setDeed(null)} /> : null}
    </div>
  );
}

function SettingsForm({ project }: { project: ProjectView }) {
  const router = usePageRouter();
  const [title, setTitle] = useState(project.title);
  const [description, setDescription] = useState(project.description);
  const [visibility, setVisibility] = useState<VisibilityChoice>(project.visibility ?? "organization");
  const save = useChangeProject(project.name);
  const refusal = readRefusal(save.error);
  const form = useRef<HTMLFormElement>(null);
  useFocusInvalid(form, save.error);
  const isLocked = !project.permissions.manage;
  const isChanged =
    title !== project.title ||
    description !== project.description ||
    chosenVisibility(visibility) !== project.visibility;
  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (isLocked || save.isPending) return;
        save.mutate(
          { title, description, visibility: chosenVisibility(visibility) },
          {
            onSuccess: () => {
              notify({ title: "The settings are saved", tone: "positive" });
              router.refresh();
            },
          },
        );
      }}
    >
      <Field label="Name" hint="A part of addresses: it never changes.">
        {(ids) => <Input {...ids} look="mono" value={project.name} readOnly />}
      </Field>
      <Field label="Title" optional hint="What people call it." error={refusal?.errorAt("title")}>
        {(ids) => (
          <Input
            {...ids}
            value={title}
            readOnly={isLocked}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Description"
        optional
        hint="One or two sentences, shown in lists."
        error={refusal?.errorAt("description")}
      >
        {(ids) => (
          <Textarea
            {...ids}
            rows={2}
            value={description}
            readOnly={isLocked}
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="New artifacts in it are"
        as="group"
        hint="Where nobody asks for something else. Artifacts that are there keep theirs."
      >
        {() => (
          <RadioGroup
            aria-label="New artifacts in it are"
            value={visibility}
            disabled={isLocked}
            options={VISIBILITIES}
            onValueChange={setVisibility}
          />
        )}
      </Field>
      <SubmitBar error={refusal && !refusal.hasFields ? refusal.message : undefined}>
        <Button
          type="submit"
          tone="primary"
          working={save.isPending ? "Saving" : false}
          notAllowed={isLocked ? "For maintainers of the project, admins and owners" : undefined}
        >
          Save settings
        </Button>
        {isChanged && !isLocked ? <span className="text-mark text-small">unsaved</span> : null}
      </SubmitBar>
    </form>
  );
}
