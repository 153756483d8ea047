import { sayBytes } from "#components/catalog/say-bytes.ts";
import { DigestChip } from "#components/ui/digest-chip.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import { repositoryAddress } from "#lib/ids/addresses.ts";
import type { ManifestView } from "#lib/oci/schema.ts";

/** What a manifest names: config and layers, or an index's platforms. */
export function PartsTable({ repository, held }: { repository: string; held: ManifestView }) {
  if (held.platforms.length > 0) return <Platforms repository={repository} held={held} />;
  const parts = [
    ...(held.config ? [{ ...held.config, what: "config" }] : []),
    ...held.layers.map((layer, place) => ({ ...layer, what: layer.title ?? `layer ${place + 1}` })),
  ];
  if (parts.length === 0) return null;
  return (
    <section className="flex flex-col gap-2.5">
      <TitledRule title="Config and layers" count={parts.length} />
      <Table caption="Config and layers">
        <TableHead>
          <HeadCell>Part</HeadCell>
          <HeadCell hide="phone">Digest</HeadCell>
          <HeadCell align="right">Size</HeadCell>
        </TableHead>
        <tbody>
          {parts.map((part, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a manifest may name one layer twice, and they never move.
            <TableRow key={place}>
              <Cell head>
                <span className="block wrap-anywhere">{part.what}</span>
                <span className="text-small text-ink-muted block font-mono wrap-anywhere">
                  {part.mediaType}
                </span>
              </Cell>
              <Cell hide="phone">
                <DigestChip digest={part.digest} />
              </Cell>
              <Cell align="right" nowrap tone="muted">
                {sayBytes(part.size)}
              </Cell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

function Platforms({ repository, held }: { repository: string; held: ManifestView }) {
  return (
    <section className="flex flex-col gap-2.5">
      <TitledRule title="Platforms" count={held.platforms.length} />
      <Table caption="Platforms">
        <TableHead>
          <HeadCell>Platform</HeadCell>
          <HeadCell>Manifest</HeadCell>
        </TableHead>
        <tbody>
          {held.platforms.map((platform, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an index may name one manifest twice, and they never move.
            <TableRow key={place}>
              <Cell head>
                <TextLink href={repositoryAddress(repository, { digest: platform.digest })}>
                  {platform.name.startsWith("unknown") ? "build attestation" : platform.name}
                </TextLink>
              </Cell>
              <Cell>
                <DigestChip digest={platform.digest} />
              </Cell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
