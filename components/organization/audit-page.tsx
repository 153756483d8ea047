"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import { auditExportAddress, auditQueries } from "#lib/audit/client.ts";
import type { AuditFilter, AuditPage as Page } from "#lib/audit/schema.ts";
import { auditAddress } from "./audit-address.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { AuditTable } from "./audit-table.tsx";

type AuditPageProps = { filter: AuditFilter; initial: Page; reach: "all" | "own" };

const ABOUT = {
  all: "Every change, who made it and from where. Rows are chained: nobody can change or remove one unnoticed, and none is ever deleted.",
  own: "What was done to the artifacts that you made or published. Admins see the log of the whole organization.",
};

/** ROLE-7, API-20: the log of the organization. */
export function AuditPage({ filter, initial, reach }: AuditPageProps) {
  const isFiltered = Object.values(filter).some(Boolean);
  return (
    <>
      <PageHeader
        title="Audit log"
        description={ABOUT[reach]}
        actions={
          <Menu trigger={<Button icon={Download}>Export</Button>}>
            <MenuGroup label={isFiltered ? "What the filters show" : "The whole log"}>
              <MenuItem href={auditExportAddress(filter, "csv")} reload>
                CSV, for a spreadsheet
              </MenuItem>
              <MenuItem href={auditExportAddress(filter, "jsonl")} reload>
                JSON lines, for programs
              </MenuItem>
            </MenuGroup>
          </Menu>
        }
      />
      <AuditFilters filter={filter} items={initial.items} />
      {initial.items.length > 0 ? (
        // Another address is another list: what was loaded further down belongs to the old one.
        <Rows key={auditAddress(filter)} filter={filter} initial={initial} reach={reach} />
      ) : (
        <Nothing isFiltered={isFiltered} reach={reach} />
      )}
    </>
  );
}

function Rows({ filter, initial, reach }: AuditPageProps) {
  const list = useInfiniteQuery(auditQueries.list(filter, initial));
  const items = list.data.pages.flatMap((page) => page.items);
  return (
    <div className="flex flex-col gap-3">
      <AuditTable
        items={items}
        filter={filter}
        busy={list.isFetchingNextPage}
        showsAddress={reach === "all"}
      />
      {list.isFetchNextPageError ? (
        <Banner tone="danger" live title="The next rows could not be loaded.">
          {list.error?.message} What is shown is complete up to here.
        </Banner>
      ) : null}
      <LoadMore
        shown={items.length}
        what="rows"
        one="row"
        hasMore={list.hasNextPage}
        working={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </div>
  );
}

function Nothing({ isFiltered, reach }: { isFiltered: boolean; reach: AuditPageProps["reach"] }) {
  if (isFiltered)
    return (
      <EmptyState
        reason="lost"
        title="No row matches these filters"
        actions={<ButtonLink href="/settings/audit">Clear all filters</ButtonLink>}
      >
        The search looks for whole words; only the last one may be a beginning.
      </EmptyState>
    );
  return (
    <EmptyState title="Nothing was done yet">
      {reach === "own"
        ? "Once you make an artifact or publish a version, what happens to it appears here."
        : "What people, tokens and jobs do appears here."}
    </EmptyState>
  );
}
