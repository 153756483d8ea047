import type { Metadata } from "next";
import { KindCards } from "#components/catalog/kind-cards.tsx";
import { kindWords } from "#components/catalog/kind-words.ts";
import { NewArtifactForm } from "#components/catalog/new-artifact-form.tsx";
import { Page } from "#components/layout/page.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { requireViewer } from "#lib/auth/session.ts";
import { listProjectsToCreateIn } from "#lib/catalog/list-projects.ts";
import { mayCreate, mayCreateIn } from "#lib/catalog/policy.ts";
import { env } from "#lib/env/env.ts";
import { KIND_ROOTS } from "#lib/ids/ids.ts";
import { kindOrNotFound } from "../../page-params.ts";

type Props = PageProps<"/[catalog]/new">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `New ${kindWords[kindOrNotFound((await params).catalog)].one}` };
}

export default async function NewArtifactPage({ params, searchParams }: Props) {
  const kind = kindOrNotFound((await params).catalog);
  const viewer = await requireViewer();
  const words = kindWords[kind];
  const asked = (await searchParams).project;
  const project = typeof asked === "string" ? asked : "";
  const address = `${new URL(env().CHARTROOM_PUBLIC_URL).host}/${KIND_ROOTS[kind]}`;
  return (
    <Page width="form">
      <PageHeader
        title={`New ${words.one}`}
        description="Written here, seen by your organization, published when you say so."
      />
      <KindCards current={kind} />
      {mayCreate(viewer) ? (
        <NewArtifactForm
          key={`${kind} ${project}`}
          kind={kind}
          address={address}
          initialProject={project}
          projects={await listProjectsToCreateIn(viewer)}
          isFree={mayCreateIn(viewer, null)}
        />
      ) : (
        <Banner tone="caution" title={`Your role may not create a ${words.one}.`}>
          Viewers read and pull. Ask an admin or owner of the organization to make you a member, or a
          maintainer of a project to make you a developer there.
        </Banner>
      )}
    </Page>
  );
}
