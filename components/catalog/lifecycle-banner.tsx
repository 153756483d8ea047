import { Ban, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { ArtifactView, VersionView } from "#lib/catalog/schema.ts";
import { compareAddress, versionAddress } from "#lib/ids/addresses.ts";
import { VersionChip } from "./version-chip.tsx";

type LifecycleBannerProps = { artifact: ArtifactView; version: VersionView };

/** CAT-11: why a version is marked, by whom and when, what to take instead, and what the mark means. Nothing where it is active. */
export function LifecycleBanner({ artifact, version }: LifecycleBannerProps) {
  const { state, reason, replacement, replacementState, by, at } = version.lifecycle;
  if (state === "active") return null;
  const isYanked = state === "yanked";
  return (
    <Banner
      tone={isYanked ? "danger" : "caution"}
      icon={isYanked ? Ban : TriangleAlert}
      title={
        <>
          {isYanked ? "Yanked" : "Deprecated"}
          {by ? ` by ${by.name}` : null}
          {at ? (
            <>
              , <RelativeTime at={at} />
            </>
          ) : null}
          :
        </>
      }
      action={
        replacement ? (
          <TextLink href={compareAddress(artifact, version.version, replacement)}>
            {`Compare with ${replacement}`}
          </TextLink>
        ) : undefined
      }
    >
      <span className="wrap-anywhere whitespace-pre-line">{reason}</span>
      {replacement ? <Replacement tag={replacement} state={replacementState} artifact={artifact} /> : null}{" "}
      <span className="text-ink-muted">
        {isYanked
          ? "Ranges and latest step over it; it still answers by its exact tag, digest and file."
          : "Ranges and latest may still select it."}
      </span>
    </Banner>
  );
}

type ReplacementProps = {
  artifact: ArtifactView;
  tag: string;
  state: VersionView["lifecycle"]["replacementState"];
};

function Replacement({ artifact, tag, state }: ReplacementProps): ReactNode {
  const chip = <VersionChip tag={tag} lifecycle={state ?? "active"} href={versionAddress(artifact, tag)} />;
  if (state === "yanked") return <> Its replacement {chip} was yanked since.</>;
  return <> Use {chip} instead.</>;
}
