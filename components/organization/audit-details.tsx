import { Facts } from "#components/ui/facts.tsx";
import type { AuditEventView } from "#lib/audit/schema.ts";
import { type DetailChange, detailChanges } from "./detail-changes.ts";

/** What the sentence does not say: the row's number, the action's name, what was before and after, the request. */
export function AuditDetails({ event }: { event: AuditEventView }) {
  const { changes, told } = detailChanges(event.details);
  return (
    <div className="text-small grid items-start gap-x-8 gap-y-2 pb-2 lg:grid-cols-2">
      {changes.length > 0 ? <Changes changes={changes} /> : null}
      <Facts
        items={[
          ...told.map(([label, value]) => ({ label: sayName(label), value: <Mono>{value}</Mono> })),
          { label: "Action", value: <Mono>{event.action}</Mono> },
          { label: "Row", value: <Mono>{String(event.seq)}</Mono> },
          { label: "Time", value: <Mono>{event.at}</Mono> },
          ...(event.address ? [{ label: "Address", value: <Mono>{event.address}</Mono> }] : []),
          ...(event.client ? [{ label: "Client", value: <Mono>{event.client}</Mono> }] : []),
          ...(event.requestId ? [{ label: "Request", value: <Mono>{event.requestId}</Mono> }] : []),
        ]}
      />
    </div>
  );
}

/** `tokenMaxDays` as people read it: "Token max days". */
const sayName = (name: string) => {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const Mono = ({ children }: { children: string }) => (
  <span className="text-code font-mono wrap-anywhere">{children}</span>
);

function Changes({ changes }: { changes: readonly DetailChange[] }) {
  return (
    <Facts
      items={changes.map(({ name, before, after }) => ({
        label: sayName(name),
        value: (
          <span className="text-code font-mono wrap-anywhere">
            <del className="text-removed-ink">{before}</del>
            <span className="text-ink-muted"> → </span>
            <ins className="text-added-ink no-underline">{after}</ins>
          </span>
        ),
      }))}
    />
  );
}
