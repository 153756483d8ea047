"use client";
import { useState } from "react";
import { Field } from "#components/form/field.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Input } from "#components/ui/input.tsx";
import { isApiProblem } from "#lib/browser/api.ts";
import { usePublishChart } from "#lib/oci/client.ts";

type PublishChartDialogProps = {
  repository: string;
  /** Tag or digest. */
  reference: string;
  chart: { name: string; version: string };
  onClose: () => void;
};

/** The project that the repository's own name suggests: `payments/helm/web` → payments. */
function projectOf(repository: string): string {
  const at = repository.indexOf("/");
  return at < 0 ? "" : repository.slice(0, at);
}

/** GL-6: the same bytes, by the gates of a push. Name and version are the chart's own; the project is chosen. */
export function PublishChartDialog({ repository, reference, chart, onClose }: PublishChartDialogProps) {
  const [project, setProject] = useState(() => projectOf(repository));
  const publish = usePublishChart(repository);
  const target = project ? `charts/${project}/${chart.name}` : `charts/${chart.name}`;
  const fieldError = isApiProblem(publish.error)
    ? publish.error.fields.find(({ path }) => path === "project")?.message
    : undefined;
  const version = publish.data;
  if (version)
    return (
      <Dialog
        open
        onOpenChange={(open) => open || onClose()}
        title={`${chart.name} ${version.version} is in the catalog`}
        foot={
          <>
            <Button tone="quiet" onClick={onClose}>
              Close
            </Button>
            <ButtonLink tone="primary" href={version.links.page}>
              {`Open ${version.version}`}
            </ButtonLink>
          </>
        }
      >
        <p role="status">
          It is published as <b>{target}</b>, with the same bytes, and never changes. The tag in {repository}{" "}
          stays as it is.
        </p>
      </Dialog>
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Publish ${chart.name} ${chart.version} into the catalog`}
      onSubmit={(event) => {
        event.preventDefault();
        publish.mutate({ reference, project: project.trim() || null });
      }}
      foot={
        <>
          <Button tone="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button tone="primary" type="submit" working={publish.isPending && "Publishing"}>
            {`Publish version ${chart.version}`}
          </Button>
        </>
      }
    >
      <Stack>
        {publish.error && !fieldError ? (
          <Banner tone="danger" live title="It was not published.">
            {publish.error.message} {isApiProblem(publish.error) ? publish.error.hint : null}
          </Banner>
        ) : null}
        <p>
          The same bytes as in {repository}, checked as a push is. Name and version are the chart’s own. A
          published version never changes.
        </p>
        <Field
          label="Project"
          optional
          hint="Lower-case letters and digits. Without one the chart stands at the top."
          error={fieldError}
        >
          {(ids) => (
            <Input
              {...ids}
              name="project"
              look="mono"
              autoComplete="off"
              spellCheck={false}
              value={project}
              onChange={(event) => setProject(event.target.value)}
            />
          )}
        </Field>
        <Facts
          items={[
            { label: "Becomes", value: <span className="text-small font-mono wrap-anywhere">{target}</span> },
            { label: "Version", value: <span className="text-small font-mono">{chart.version}</span> },
          ]}
        />
      </Stack>
    </Dialog>
  );
}
