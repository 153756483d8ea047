import { Facts } from "#components/ui/facts.tsx";
import { saySize } from "#components/ui/say-size.ts";
import { TextLink } from "#components/ui/text-link.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";

export type ServerLimitsProps = {
  manifestBytes: number;
  catalogBlobBytes: number;
  plainBlobBytes: number;
  /** Requests to the registry that an address has a minute; null: as many as it likes. */
  requestsPerMinute: number | null;
};

/** What the operator set for every organization of this server: told, not changed. */
export function ServerLimits(limits: ServerLimitsProps) {
  const { manifestBytes, catalogBlobBytes, plainBlobBytes, requestsPerMinute } = limits;
  return (
    <section aria-labelledby="server-limits" className="flex flex-col gap-2">
      <TitledRule
        id="server-limits"
        title="Limits of this server"
        action={<TextLink href="/registry/limits">What they buy</TextLink>}
      />
      <Facts
        items={[
          { label: "Manifest", value: `${saySize(manifestBytes)} at most` },
          { label: "Catalog blob", value: `${saySize(catalogBlobBytes)} at most` },
          { label: "Other blob", value: `${saySize(plainBlobBytes)} at most` },
          {
            label: "Requests",
            value:
              requestsPerMinute === null
                ? "Not limited"
                : `${requestsPerMinute} a minute to the registry, of one address`,
          },
        ]}
      />
      <p className="text-ink-muted text-small">
        The server's operator sets them, for all of its organizations.
      </p>
    </section>
  );
}
