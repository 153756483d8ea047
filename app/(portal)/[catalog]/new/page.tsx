import type { Metadata } from "next";
import { KindTile } from "#components/catalog/kind-tile.tsx";
import { kindWords } from "#components/catalog/kind-words.ts";
import { NewArtifactForm } from "#components/catalog/new-artifact-form.tsx";
import { Page } from "#components/layout/page.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { requireViewer } from "#lib/auth/session.ts";
import { mayCreate } from "#lib/catalog/policy.ts";
import { env } from "#lib/env/env.ts";
import { newArtifactAddress } from "#lib/ids/addresses.ts";
import { ARTIFACT_KINDS, KIND_ROOTS } from "#lib/ids/ids.ts";
import { kindOrNotFound } from "../../page-params.ts";

type Props = PageProps<"/[catalog]/new">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `New ${kindWords[kindOrNotFound((await params).catalog)].one}` };
}

export default async function NewArtifactPage({ params }: Props) {
  const kind = kindOrNotFound((await params).catalog);
  const viewer = await requireViewer();
  const words = kindWords[kind];
  const address = `${new URL(env().CHARTROOM_PUBLIC_URL).host}/${KIND_ROOTS[kind]}`;
  return (
    <Page width="form">
      <PageHeader
        title={`New ${words.one}`}
        description={`${words.sentence} ${words.choose}`}
        tile={<KindTile kind={kind} size="large" />}
      />
      <LinkTabs
        label="Kind"
        tabs={ARTIFACT_KINDS.map((one) => ({
          href: newArtifactAddress(one),
          label: kindWords[one].title,
          current: one === kind,
        }))}
      />
      {mayCreate(viewer) ? (
        <NewArtifactForm key={kind} kind={kind} address={address} />
      ) : (
        <Banner tone="caution" title={`Your role may not create a ${words.one}.`}>
          Viewers read and pull. Ask an admin or owner of the organization to make you a member.
        </Banner>
      )}
    </Page>
  );
}
