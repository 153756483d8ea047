import { LatestFlare } from "#components/catalog/latest-flare.tsx";
import { VersionChip } from "#components/catalog/version-chip.tsx";
import { Banner } from "#components/ui/banner.tsx";
import type { TickMark } from "#components/ui/place-ticks.ts";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import { Ticks } from "#components/ui/ticks.tsx";
import { Section } from "./section.tsx";

const MARKS: TickMark[] = [
  { at: "2025-12-20T10:00:00Z", weight: "light" },
  { at: "2026-02-04T10:00:00Z", weight: "medium" },
  { at: "2026-03-25T10:00:00Z", weight: "heavy" },
  { at: "2026-05-20T10:00:00Z", weight: "light" },
  { at: "2026-07-28T10:00:00Z", weight: "medium", struck: true },
  { at: "2026-08-14T10:00:00Z", weight: "light" },
  { at: "2026-10-25T10:00:00Z", weight: "medium" },
];

export function TableSample() {
  return (
    <Section title="Table rows">
      <Table caption="Rows in every state">
        <TableHead>
          <HeadCell>Name</HeadCell>
          <HeadCell>Latest</HeadCell>
          <HeadCell hide="phone">Past 12 months</HeadCell>
          <HeadCell align="right" sorted="descending" sortHref="/docs/design">
            Versions
          </HeadCell>
        </TableHead>
        <tbody>
          <SampleRow says="At rest" />
          <SampleRow says="Keyboard cursor" cursor />
          <SampleRow says="Selected" selected />
          <SampleRow says="Needs attention" joined />
          <TableRow still>
            <Cell colSpan={4}>
              <Banner
                tone="caution"
                title="Source has not answered for 6 hours."
                action={<TextButton>Replace credential</TextButton>}
              >
                ghcr.io answers 401.
              </Banner>
            </Cell>
          </TableRow>
        </tbody>
      </Table>
    </Section>
  );
}

type SampleRowProps = { says: string; cursor?: boolean; selected?: boolean; joined?: boolean };

function SampleRow({ says, cursor, selected, joined }: SampleRowProps) {
  return (
    <TableRow cursor={cursor} selected={selected} joined={joined}>
      <Cell head>
        <span className="text-ink-muted">payments/</span>
        <b>service</b> <span className="text-ink-faint text-small">{says}</span>
      </Cell>
      <Cell nowrap>
        <VersionChip tag="2.4.0" latest={says === "At rest"} /> {says === "At rest" ? <LatestFlare /> : null}
      </Cell>
      <Cell hide="phone">
        <Ticks
          marks={MARKS}
          until="2026-11-21T13:00:00Z"
          label="7 in the past 12 months, one of them yanked"
        />
      </Cell>
      <Cell align="right">37</Cell>
    </TableRow>
  );
}
