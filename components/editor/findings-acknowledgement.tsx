"use client";
import { countFindings } from "#components/engine/count-findings.ts";
import { sayCounts } from "#components/engine/say-finding.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import type { Finding } from "#lib/engine/schema.ts";

type FindingsAcknowledgementProps = {
  findings: readonly Finding[];
  isAcknowledged: boolean;
  onAcknowledge: (isAcknowledged: boolean) => void;
  /** Shows the list of them. */
  onRead: () => void;
};

/** Findings do not stop a publication; they are read, and taken on purpose. */
export function FindingsAcknowledgement(props: FindingsAcknowledgementProps) {
  const { findings, isAcknowledged, onAcknowledge, onRead } = props;
  const counts = countFindings(findings);
  const asking = findings.filter(({ severity }) => severity !== "info");
  return (
    <Banner
      tone={counts.error > 0 ? "danger" : "caution"}
      title={`${sayCounts(counts)}.`}
      action={<TextButton onClick={onRead}>Read them</TextButton>}
    >
      <Checkbox checked={isAcknowledged} onCheckedChange={(checked) => onAcknowledge(checked)}>
        Publish with {asking.length === 1 ? "this finding" : "these findings"}
      </Checkbox>
    </Banner>
  );
}
