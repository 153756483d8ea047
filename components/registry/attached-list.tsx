import { FileBadge, FileSearch, List, Paperclip, ShieldCheck } from "lucide-react";
import { sayBytes } from "#components/catalog/say-bytes.ts";
import { Icon } from "#components/ui/icon.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { repositoryAddress } from "#lib/ids/addresses.ts";
import type { AttachedView } from "#lib/oci/schema.ts";

const looks = {
  signature: { icon: ShieldCheck, word: "Signature" },
  sbom: { icon: FileSearch, word: "SBOM" },
  attestation: { icon: FileBadge, word: "Attestation" },
  index: { icon: List, word: "List of referrers" },
  other: { icon: Paperclip, word: "Attached" },
} as const;

type AttachedListProps = {
  repository: string;
  items: readonly AttachedView[];
  count: number;
  moreHref: string | null;
};

/** Signatures, SBOMs and attestations, under what they speak of. */
export function AttachedList({ repository, items, count, moreHref }: AttachedListProps) {
  return (
    <ul aria-label="Attached" className="text-small text-ink-muted flex flex-wrap gap-x-5 gap-y-1">
      {items.map((one) => (
        <li key={`${one.tag ?? ""} ${one.digest}`} className="inline-flex items-center gap-1.5">
          <Icon of={looks[one.what].icon} size="badge" tone="faint" />
          <TextLink href={repositoryAddress(repository, { digest: one.digest })}>
            {looks[one.what].word}
          </TextLink>
          <span className="font-mono">{one.digest.slice(7, 15)}</span>
          {one.what === "other" && one.artifactType ? (
            <span className="max-w-prose truncate font-mono">{one.artifactType}</span>
          ) : null}
          <span>{sayBytes(one.size)}</span>
          <RelativeTime at={one.pushedAt} />
        </li>
      ))}
      {count > items.length && moreHref ? (
        <li>
          <TextLink href={moreHref}>{`${count - items.length} more`}</TextLink>
        </li>
      ) : null}
    </ul>
  );
}
