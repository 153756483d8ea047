import { PlainLink } from "#components/ui/plain-link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { type AuditEventView, type AuditFilter, sayDeed } from "#lib/audit/schema.ts";
import { auditAddress } from "./audit-address.ts";
import { AuditDetails } from "./audit-details.tsx";
import { actorWord, doorWord } from "./audit-words.ts";

type AuditTableProps = {
  items: readonly AuditEventView[];
  filter: AuditFilter;
  busy: boolean;
  /** Addresses are for admins. */
  showsAddress: boolean;
};

/** The log as sentences. Who and what lead to everything of the same one. */
export function AuditTable({ items, filter, busy, showsAddress }: AuditTableProps) {
  return (
    <Table caption="The audit log, newest first" bleed stickyHead busy={busy}>
      <TableHead>
        <HeadCell hide="phone" width="shrink">
          When
        </HeadCell>
        <HeadCell>Who did what</HeadCell>
        <HeadCell hide="phone" width="shrink">
          Door
        </HeadCell>
        {showsAddress ? (
          <HeadCell hide="phone" width="shrink">
            From
          </HeadCell>
        ) : null}
      </TableHead>
      <tbody>
        {items.map((event) => (
          <AuditRow key={event.seq} event={event} filter={filter} showsAddress={showsAddress} />
        ))}
      </tbody>
    </Table>
  );
}

type AuditRowProps = { event: AuditEventView; filter: AuditFilter; showsAddress: boolean };

function AuditRow({ event, filter, showsAddress }: AuditRowProps) {
  return (
    <TableRow>
      <Cell nowrap hide="phone" tone="muted">
        <RelativeTime at={event.at} />
      </Cell>
      <Cell head>
        <Sentence event={event} filter={filter} />
        <p className="text-ink-muted text-small sm:hidden">
          <RelativeTime at={event.at} />, {doorWord(event.door).toLowerCase()}
        </p>
        <AuditDetails event={event} />
      </Cell>
      <Cell nowrap hide="phone">
        {doorWord(event.door)}
      </Cell>
      {showsAddress ? (
        <Cell hide="phone" mono tone="muted">
          {event.address ?? "–"}
        </Cell>
      ) : null}
    </TableRow>
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
