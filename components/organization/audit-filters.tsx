"use client";
import { useId, useRef, useTransition } from "react";
import { useKeys } from "#components/layout/use-keys.ts";
import { usePause } from "#components/layout/use-pause.ts";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { Input } from "#components/ui/input.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { AUDIT_DOORS, type AuditEventView, type AuditFilter } from "#lib/audit/schema.ts";
import { auditAddress } from "./audit-address.ts";
import { doorWord, familyOptions } from "./audit-words.ts";

/** What is typed counts once nothing came after it for this long. */
const PAUSE_MS = 300;
const ALL = "all";

type AuditFiltersProps = { filter: AuditFilter; items: readonly AuditEventView[] };

/** The filters of the audit log: each is a part of the address. */
export function AuditFilters({ filter, items }: AuditFiltersProps) {
  const router = usePageRouter();
  const [isPending, startTransition] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const afterPause = usePause(PAUSE_MS);
  const goTo = (change: Parameters<typeof auditAddress>[1]) =>
    startTransition(() => router.replace(auditAddress(filter, change), { scroll: false }));
  useKeys([{ keys: "/", label: "Search the audit log", run: () => input.current?.focus(), keyOnly: true }]);
  const families =
    filter.action?.includes(".") === true
      ? [{ value: filter.action, label: filter.action }, ...familyOptions]
      : familyOptions;
  return (
    <search className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <span className="w-search max-w-full max-sm:w-full">
          <SearchInput
            label="Search the audit log"
            keyHint="/"
            ref={input}
            defaultValue={filter.text ?? ""}
            placeholder="Name, address or request id"
            maxLength={200}
            onChange={({ target }) => afterPause(() => goTo({ text: target.value.trim() || null }))}
          />
        </span>
        <span className="grid w-44">
          <Select
            aria-label="What it was about"
            value={filter.action ?? ALL}
            options={[{ value: ALL, label: "Everything" }, ...families]}
            onValueChange={(action) => goTo({ action: action === ALL ? null : action })}
          />
        </span>
        <span className="grid w-40">
          <Select
            aria-label="Door"
            value={filter.door ?? ALL}
            options={[
              { value: ALL, label: "Every door" },
              ...AUDIT_DOORS.map((door) => ({ value: door, label: doorWord(door) })),
            ]}
            onValueChange={(door) => goTo({ door: door === ALL ? null : door })}
          />
        </span>
        <DayInput label="From" value={filter.from} onChange={(from) => goTo({ from })} />
        <DayInput label="To" value={filter.to} onChange={(to) => goTo({ to })} />
        <span className="w-4">{isPending ? <Spinner label="Searching" /> : null}</span>
      </div>
      <Chosen filter={filter} items={items} onChange={goTo} />
    </search>
  );
}

type DayInputProps = { label: string; value: string | undefined; onChange: (day: string | null) => void };

/** A day; the time of an address that names one is left to the address. */
function DayInput({ label, value, onChange }: DayInputProps) {
  const id = useId();
  const day = value?.slice(0, 10) ?? "";
  return (
    <span className="flex items-center gap-1.5">
      <label htmlFor={id} className="text-ink-muted text-small max-sm:w-8">
        {label}
      </label>
      <Input
        id={id}
        // Another address is another day: what was typed belongs to the old one.
        key={day}
        type="date"
        defaultValue={day}
        onBlur={({ target }) => {
          if (target.value !== day) onChange(target.value || null);
        }}
        onKeyDown={({ key, currentTarget }) => {
          if (key === "Enter") currentTarget.blur();
        }}
      />
    </span>
  );
}

type ChosenProps = AuditFiltersProps & {
  onChange: (change: { actor?: null; target?: null }) => void;
};

/** Who and what were chosen by pressing them, with the way off. */
function Chosen({ filter: { actor, target, ...rest }, items, onChange }: ChosenProps) {
  const isFiltered = Boolean(actor || target) || Object.values(rest).some(Boolean);
  if (!isFiltered) return null;
  const actorName = items.find((one) => one.actor.id === actor)?.actor.name ?? actor;
  const targetName = items.find((one) => one.target.id === target)?.target.name ?? target;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {actor ? (
        <FilterChip removeLabel="Show everybody" onRemove={() => onChange({ actor: null })}>
          {`By ${actorName}`}
        </FilterChip>
      ) : null}
      {target ? (
        <FilterChip removeLabel="Show everything" onRemove={() => onChange({ target: null })}>
          {`On ${targetName}`}
        </FilterChip>
      ) : null}
      <TextLink href="/settings/audit">Clear all filters</TextLink>
    </div>
  );
}
