import { Page } from "#components/layout/page.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Crumbs } from "#components/ui/crumbs.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { saySize } from "#components/ui/say-size.ts";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import type { RateBalance as Balance, TokenBalance } from "#lib/http/schema.ts";
import { RateBalance } from "./rate-balance.tsx";
import { REQUEST_COSTS } from "./request-costs.ts";

export type Sizes = { manifestBytes: number; catalogBlobBytes: number; plainBlobBytes: number };
type LimitsPageProps = {
  balance: Balance;
  /** Of tokens that have a budget and that the viewer manages. */
  tokens: readonly TokenBalance[];
  sizes: Sizes;
};

/** OCI-123, OCI-130, NB-28: the registry's limits, and what the one who looks has left. */
export function LimitsPage({ balance, tokens, sizes }: LimitsPageProps) {
  const limit = balance.kind === "limited" ? balance.limit : null;
  return (
    <Page width="form">
      <PageHeader
        title="Registry limits"
        above={<Crumbs items={[{ label: "Registry", href: "/registry" }]} />}
        description={
          limit === null
            ? "What pushes and pulls may cost and weigh."
            : `Every request to /v2/ counts, whatever its answer: ${limit} at once, and ${sayRefill(limit)} come back.`
        }
      />
      <section className="flex flex-col gap-4" aria-labelledby="balance">
        <TitledRule title="Your balance" id="balance" />
        <RateBalance initial={balance} />
      </section>
      {tokens.length > 0 ? <TokenBudgets tokens={tokens} /> : null}
      <section className="flex flex-col gap-2" aria-labelledby="buys">
        <TitledRule
          title={limit === null ? "What each costs" : `What ${limit} requests a minute buy`}
          id="buys"
        />
        <DeedTable limit={limit} />
        <p className="text-ink-muted text-small max-w-prose">
          Flux and Argo CD were counted from their source, the others were measured. At an empty budget
          reading and the start of an upload are refused with 429 and the seconds to wait; an upload that has
          begun is never stopped half-way, and runs into debt.
        </p>
      </section>
      <section className="flex flex-col gap-2" aria-labelledby="sizes">
        <TitledRule title="Sizes" id="sizes" />
        <Facts
          items={[
            { label: "Manifest", value: `${saySize(sizes.manifestBytes)} at most` },
            { label: "Catalog blob", value: `${saySize(sizes.catalogBlobBytes)} at most` },
            { label: "Other blob", value: `${saySize(sizes.plainBlobBytes)} at most` },
          ]}
        />
      </section>
    </Page>
  );
}

function TokenBudgets({ tokens }: { tokens: readonly TokenBalance[] }) {
  return (
    <section className="flex flex-col gap-2" aria-labelledby="token-budgets">
      <TitledRule title="Tokens with a budget" id="token-budgets" count={tokens.length} />
      <Table caption="Tokens with a budget">
        <TableHead>
          <HeadCell>Token</HeadCell>
          <HeadCell align="right">Left</HeadCell>
          <HeadCell align="right">A minute</HeadCell>
        </TableHead>
        <tbody>
          {tokens.map(({ id, name, limit, balance }) => (
            <TableRow key={id}>
              <Cell head>
                <span className="wrap-anywhere">{name}</span>
              </Cell>
              <Cell align="right">{Math.floor(balance)}</Cell>
              <Cell align="right">{limit}</Cell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      <p className="text-ink-muted text-small max-w-prose">
        Charged beside the address, wherever the token is used from. Clients are told of whichever has less
        left.
      </p>
    </section>
  );
}

const sayRefill = (limit: number) => (limit % 60 === 0 ? `${limit / 60} a second` : `${limit} a minute`);

function DeedTable({ limit }: { limit: number | null }) {
  return (
    <Table caption="What each costs">
      <TableHead>
        <HeadCell>What is done</HeadCell>
        <HeadCell align="right">Requests</HeadCell>
        {limit === null ? null : <HeadCell align="right">Times a minute</HeadCell>}
      </TableHead>
      <tbody>
        {REQUEST_COSTS.map(({ what, requests, each }) => (
          <TableRow key={what}>
            <Cell head>{what}</Cell>
            <Cell align="right" nowrap>
              {requests}
              {each ? <span className="text-ink-muted"> {each}</span> : null}
            </Cell>
            {limit === null ? null : <Cell align="right">{Math.floor(limit / requests)}</Cell>}
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
