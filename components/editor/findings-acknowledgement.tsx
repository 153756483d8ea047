"use client";
import { CircleX, Info, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import type { Finding } from "#lib/engine/schema.ts";

type FindingsAcknowledgementProps = {
  findings: readonly Finding[];
  isAcknowledged: boolean;
  onAcknowledge: (isAcknowledged: boolean) => void;
};

const signs = { error: CircleX, warning: TriangleAlert, info: Info };
const tones = { error: "danger", warning: "caution", info: "info" } as const;

/** Findings do not stop a publication; they are read, and taken on purpose. */
export function FindingsAcknowledgement(props: FindingsAcknowledgementProps) {
  const { findings, isAcknowledged, onAcknowledge } = props;
  const [areShown, setAreShown] = useState(false);
  const title = findings.length === 1 ? "1 finding." : `${findings.length} findings.`;
  return (
    <Banner
      tone="caution"
      title={title}
      action={
        <TextButton onClick={() => setAreShown(!areShown)} aria-expanded={areShown}>
          {areShown ? "Fold" : "Read them"}
        </TextButton>
      }
    >
      {areShown ? (
        <ul className="my-1.5 flex flex-col gap-1">
          {findings.map((finding) => (
            <li
              key={`${finding.code}:${finding.path}:${finding.line}:${finding.message}`}
              className="flex gap-1.5"
            >
              <span className="flex h-5 items-center">
                <Icon
                  of={signs[finding.severity]}
                  size="badge"
                  tone={tones[finding.severity]}
                  label={finding.severity}
                />
              </span>
              <span>
                {finding.message}{" "}
                {finding.path ? (
                  <span className="text-small font-mono">
                    {finding.path}
                    {finding.line === null ? "" : `:${finding.line}`}
                  </span>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <Checkbox checked={isAcknowledged} onCheckedChange={(checked) => onAcknowledge(checked)}>
        Publish with {findings.length === 1 ? "this finding" : "these findings"}
      </Checkbox>
    </Banner>
  );
}
