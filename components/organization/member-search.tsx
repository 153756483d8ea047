"use client";
import { useQuery } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { Loaded } from "#components/layout/loaded.tsx";
import { Row } from "#components/layout/row.tsx";
import { TableSkeleton } from "#components/layout/table-skeleton.tsx";
import { useDebounced } from "#components/layout/use-debounced.ts";
import { Banner } from "#components/ui/banner.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { SegmentedOrSelect } from "#components/ui/segmented-or-select.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import { ROLES, type Role, roleSchema } from "#lib/auth/types.ts";
import { memberQueries } from "#lib/organization/member-client.ts";
import type { MemberList, MemberView } from "#lib/organization/member-schema.ts";
import type { MemberDeed } from "./member-actions.tsx";
import { MemberTable } from "./member-table.tsx";
import { roleWords } from "./role-words.ts";
import type { Who } from "./who.ts";

type MemberSearchProps = {
  /** Everybody: what stands in the address is asked for when the page is there. */
  initial: MemberList;
  who: Who;
  onDeed: (deed: MemberDeed, member: MemberView) => void;
};

/** What is searched for stands in the address, so that Back works and a copied link shows the same. */
export function MemberSearch({ initial, who, onDeed }: MemberSearchProps) {
  const pathname = usePathname();
  const params = useSearchParams();
  const q = params.get("q") ?? "";
  const role = roleSchema.safeParse(params.get("role")).data ?? null;
  const asked = useDebounced(q.trim(), 150);
  const isAll = asked === "" && role === null;
  const query = useQuery({
    ...memberQueries.list({ q: asked, role }),
    ...(isAll ? { initialData: initial } : {}),
  });
  function show(change: Record<string, string>) {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(change)) {
      if (value === "") next.delete(name);
      else next.set(name, value);
    }
    window.history.replaceState(null, "", next.size > 0 ? `${pathname}?${next}` : pathname);
  }
  const counts = query.data?.counts ?? initial.counts;
  const all = ROLES.reduce((sum, one) => sum + counts[one], 0);
  const options: { value: Role | "all"; label: string }[] = [
    { value: "all", label: `All ${all}` },
    ...ROLES.toReversed().map((value) => ({
      value,
      label: `${roleWords[value].label}s ${counts[value]}`,
    })),
  ];
  const chooseRole = (value: Role | "all") => show({ role: value === "all" ? "" : value });
  return (
    <>
      <Row>
        <span className="max-sm:min-w-0 max-sm:flex-1">
          <SearchInput
            label="Find members"
            placeholder="Name or e-mail"
            value={q}
            maxLength={200}
            onChange={(event) => show({ q: event.target.value })}
          />
        </span>
        <SegmentedOrSelect label="Role" value={role ?? "all"} options={options} onValueChange={chooseRole} />
      </Row>
      <Loaded
        query={query}
        failedTitle="Could not load the members"
        loading={<TableSkeleton what="members" lines="two" />}
        empty={{
          when: ({ items }) => items.length === 0,
          show: (
            <EmptyState
              title={asked ? `Nobody matches “${asked}”` : `There is no ${role ?? "member"} here`}
              actions={<TextButton onClick={() => show({ q: "", role: "" })}>Show all {all}</TextButton>}
            />
          ),
        }}
      >
        {(list) => (
          <>
            <WithoutSecondFactor count={list.withoutSecondFactor} />
            <MemberTable members={list.items} who={who} onDeed={onDeed} />
            {list.items.length < list.total ? (
              <Banner title={`These are ${list.items.length} of ${list.total} members.`}>
                Search by name or e-mail to find the others.
              </Banner>
            ) : null}
          </>
        )}
      </Loaded>
    </>
  );
}

/** Said to admins, who see in the list who they are. */
function WithoutSecondFactor({ count }: { count: number | null }) {
  if (!count) return null;
  return (
    <p className="text-ink-muted text-small">
      {count === 1 ? "One member has" : `${count} members have`} no two-factor sign-in.
    </p>
  );
}
