import {
  BadgeCheck,
  Check,
  CircleX,
  Info,
  Lock,
  Shield,
  ShieldQuestionMark,
  ShieldX,
  TriangleAlert,
} from "lucide-react";
import { KindTile } from "#components/catalog/kind-tile.tsx";
import { LatestFlare } from "#components/catalog/latest-flare.tsx";
import { LifecycleWord } from "#components/catalog/lifecycle-word.tsx";
import { VersionChip } from "#components/catalog/version-chip.tsx";
import { Row } from "#components/layout/row.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { DigestChip } from "#components/ui/digest-chip.tsx";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { WordMark } from "#components/ui/word-mark.tsx";
import { Section } from "./section.tsx";

const DIGEST = "sha256:9f2c41b8d07e3a5566f7a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6";

export function MarksSample() {
  const threeHoursAgo = new Date(Date.now() - 3 * 3_600_000).toISOString();
  return (
    <Section title="Marks and chips">
      <Row>
        <VersionChip tag="2.4.0" latest />
        <LatestFlare />
        <VersionChip tag="2.3.1" href="/docs/design" />
        <VersionChip tag="2.5.0-rc.1" preRelease />
        <VersionChip tag="2.2.3" lifecycle="deprecated" />
        <LifecycleWord lifecycle="deprecated" />
        <VersionChip tag="2.3.0" lifecycle="yanked" />
        <LifecycleWord lifecycle="yanked" />
      </Row>
      <Row>
        <DigestChip digest={DIGEST} />
        <span className="text-ink-muted">
          <RelativeTime at={threeHoursAgo} />
        </span>
        <RelativeTime at="2026-01-12T16:20:00Z" />
        <KeyHint keys="⌘ K" />
        <KeyHint keys="/" />
        <KeyHint keys="?" />
      </Row>
      <Row>
        <Badge icon={Lock}>Private</Badge>
        <Badge tone="info" icon={Info}>
          Info
        </Badge>
        <Badge tone="positive" icon={Check}>
          Renders
        </Badge>
        <Badge tone="caution" icon={TriangleAlert}>
          2 warnings
        </Badge>
        <Badge tone="danger" icon={CircleX}>
          Failed
        </Badge>
        <Badge tone="mark">Draft</Badge>
      </Row>
      <Row gap="medium">
        <WordMark tone="positive" icon={BadgeCheck}>
          Verified
        </WordMark>
        <WordMark tone="danger" icon={ShieldX}>
          Signature wrong
        </WordMark>
        <WordMark icon={ShieldQuestionMark}>Not checked</WordMark>
        <WordMark tone="faint" icon={Shield}>
          Unsigned
        </WordMark>
      </Row>
      <Row gap="medium">
        <KindTile kind="chart" size="large" />
        <KindTile kind="kustomize-base" size="large" />
        <KindTile kind="manifest-bundle" size="large" />
        <KindTile kind="chart" />
        <KindTile kind="kustomize-base" size="small" />
        <Avatar name="Mira Kovač" size="small" />
        <Avatar name="Mira Kovač" />
        <Avatar name="Mira Kovač" look="self" size="large" />
        <Avatar name="ci-release" look="machine" />
      </Row>
    </Section>
  );
}
