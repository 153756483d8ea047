"use client";
import { RefusedBanner } from "#components/form/refused-banner.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { notify } from "#components/ui/toast.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { PROJECTS_ADDRESS } from "#lib/ids/addresses.ts";
import { useArchiveProject, useDeleteProject } from "#lib/organization/project-client.ts";
import type { ProjectView } from "#lib/organization/project-schema.ts";
import { sayCount } from "./project-words.ts";

type DialogProps = { project: ProjectView; onClose: () => void };

const artifactsOf = ({ counts }: ProjectView) =>
  counts.chart + counts["kustomize-base"] + counts["manifest-bundle"];

export function ArchiveProjectDialog({ project, onClose }: DialogProps) {
  const router = usePageRouter();
  const archive = useArchiveProject(project.name);
  const { archived, name } = project;
  const deed = archived ? "unarchive" : "archive";
  const label = archived ? `Unarchive ${name}` : `Archive ${name}`;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={label}
      confirmLabel={label}
      tone={archived ? "primary" : "danger"}
      working={archive.isPending && (archived ? "Unarchiving" : "Archiving")}
      onConfirm={() =>
        archive.mutate(deed, {
          onSuccess: () => {
            onClose();
            router.refresh();
            notify({ title: archived ? `${name} is back` : `${name} is archived`, tone: "positive" });
          },
        })
      }
    >
      <Stack>
        <RefusedBanner title={`The project was not ${deed}d.`} error={archive.error} />
        <p>
          {archived
            ? "Its artifacts are back in lists and search, but those that were archived before the project was. It takes new versions again."
            : `It leaves lists and search${artifactsOf(project) > 0 ? ` with its ${sayCount(artifactsOf(project), "artifact")}` : ""}, and takes nothing new: no draft, no version, no push. Every version stays downloadable, and this can be undone.`}
        </p>
      </Stack>
    </ConfirmDialog>
  );
}

export function DeleteProjectDialog({ project, onClose }: DialogProps) {
  const router = usePageRouter();
  const remove = useDeleteProject(project.name);
  const { name, counts } = project;
  const drafts = artifactsOf(project);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Delete ${name}`}
      confirmLabel={`Delete ${name}`}
      working={remove.isPending && "Deleting"}
      onConfirm={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            notify({ title: `The project ${name} is deleted`, tone: "positive" });
            router.push(PROJECTS_ADDRESS);
            router.refresh(); // The shell's counts stand above every page.
          },
        })
      }
    >
      <Stack>
        <RefusedBanner title="The project was not deleted." error={remove.error} />
        <p>
          {drafts > 0
            ? `${sayCount(drafts, "artifact")} without a version ${drafts === 1 ? "is" : "are"} gone for good, with drafts and commits.`
            : "It holds no artifact. Its settings and the roles in it end."}{" "}
          {counts.member > 0 ? `${sayCount(counts.member, "member")} of it stay in the organization.` : ""}{" "}
          {counts.repository > 0
            ? `${sayCount(counts.repository, "plain repository", "plain repositories")} below ${name}/ stay, and belong to no project.`
            : ""}
        </p>
      </Stack>
    </ConfirmDialog>
  );
}
