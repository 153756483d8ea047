"use client";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { CredentialView } from "#lib/credentials/schema.ts";
import { CredentialState } from "./credential-state.tsx";

export const credentialAddress = (id: string): string =>
  `/settings/registry/credentials/${encodeURIComponent(id)}`;

/** Which login is used where, and whether it still works. */
export function CredentialTable({ credentials }: { credentials: readonly CredentialView[] }) {
  return (
    <div className="flex flex-col gap-3">
      <Table caption="OCI credentials by host" bleed stickyHead>
        <TableHead>
          <HeadCell width="third">Registry</HeadCell>
          <HeadCell hide="phone">Username</HeadCell>
          <HeadCell>Last test</HeadCell>
          <HeadCell hide="phone" align="right">
            Used by
          </HeadCell>
        </TableHead>
        <tbody>
          {credentials.map((credential) => (
            <TableRow key={credential.id}>
              <Cell head mono>
                <TextLink href={credentialAddress(credential.id)}>
                  <span className="wrap-anywhere max-sm:block max-sm:min-w-48">{credential.name}</span>
                </TextLink>
              </Cell>
              <Cell mono hide="phone">
                <span className="wrap-anywhere">{credential.username}</span>
              </Cell>
              <Cell>
                <CredentialState credential={credential} />
              </Cell>
              <Cell hide="phone" align="right" tone="muted">
                {credential.usedBy.length === 0 ? "nothing yet" : credential.usedBy.length}
              </Cell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      <p className="text-ink-muted text-small max-w-prose">
        Whatever names a registry uses its credential by itself. Of several for one host the longest path that
        matches wins.
      </p>
    </div>
  );
}
