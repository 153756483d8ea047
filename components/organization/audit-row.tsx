"use client";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { PlainLink } from "#components/ui/plain-link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Cell, TableRow } from "#components/ui/table.tsx";
import { type AuditEventView, type AuditFilter, sayDeed } from "#lib/audit/schema.ts";
import { auditAddress } from "./audit-address.ts";
import { AuditDetails } from "./audit-details.tsx";
import { actorWord, doorWord } from "./audit-words.ts";

type AuditRowProps = { event: AuditEventView; filter: AuditFilter; showsAddress: boolean };

/** One deed as a sentence; unfolds what the sentence does not say. */
export function AuditRow({ event, filter, showsAddress }: AuditRowProps) {
  const [isOpen, setOpen] = useState(false);
  const details = useId();
  return (
    <>
      <TableRow joined={isOpen}>
        <Cell nowrap hide="phone" tone="muted">
          <RelativeTime at={event.at} />
        </Cell>
        <Cell head>
          <Sentence event={event} filter={filter} />
          <p className="text-ink-muted text-small sm:hidden">
            <RelativeTime at={event.at} />, {doorWord(event.door).toLowerCase()}
          </p>
        </Cell>
        <Cell nowrap hide="phone">
          {doorWord(event.door)}
        </Cell>
        {showsAddress ? (
          <Cell nowrap hide="phone" mono tone="muted">
            {event.address ?? "–"}
          </Cell>
        ) : null}
        <Cell align="right">
          <span className="-my-0.5 inline-flex">
            <IconButton
              label={`Details of row ${event.seq}`}
              icon={isOpen ? ChevronDown : ChevronRight}
              size="small"
              aria-expanded={isOpen}
              aria-controls={isOpen ? details : undefined}
              onClick={() => setOpen(!isOpen)}
            />
          </span>
        </Cell>
      </TableRow>
      {isOpen ? (
        <TableRow still id={details}>
          <Cell hide="phone" />
          <Cell colSpan={showsAddress ? 4 : 3}>
            <AuditDetails event={event} />
          </Cell>
        </TableRow>
      ) : null}
    </>
  );
}

const LINK = "rounded-chip text-ink hover:underline font-semibold wrap-anywhere";

function Sentence({ event, filter }: Omit<AuditRowProps, "showsAddress">) {
  const { actor, target } = event;
  const kind = actorWord(actor.kind);
  return (
    <p className="wrap-anywhere">
      <PlainLink href={auditAddress(filter, { actor: actor.id })} prefetch={false} className={LINK}>
        {actor.name}
      </PlainLink>
      {kind ? <span className="text-ink-muted">{` (${kind})`}</span> : null}{" "}
      {sayDeed(event).map((part) =>
        part.kind === "words" ? (
          part.text
        ) : (
          <PlainLink
            key="target"
            href={auditAddress(filter, { target: target.id })}
            prefetch={false}
            className={LINK}
          >
            {target.name}
          </PlainLink>
        ),
      )}
    </p>
  );
}
