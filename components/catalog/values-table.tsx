"use client";
import { useState } from "react";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import type { ValueRow } from "./read-values.ts";

const FIRST = 12;

/** The chart's default values, searchable; the first dozen until asked for all. */
export function ValuesTable({ rows, omitted }: { rows: ValueRow[]; omitted: number }) {
  const [text, setText] = useState("");
  const [showAll, setShowAll] = useState(false);
  const wanted = text.trim().toLowerCase();
  const found = wanted
    ? rows.filter((row) => `${row.key} ${row.meaning}`.toLowerCase().includes(wanted))
    : rows;
  const shown = showAll || wanted ? found : found.slice(0, FIRST);
  return (
    <section className="flex flex-col gap-2" id="values">
      <TitledRule
        title="Values"
        count={rows.length + omitted}
        action={
          <SearchInput
            size="small"
            kind="filter"
            label="Search values"
            placeholder="Key or description"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        }
      />
      <Table caption="Default values">
        <TableHead>
          <HeadCell>Key</HeadCell>
          <HeadCell hide="phone">Type</HeadCell>
          <HeadCell>Default</HeadCell>
          <HeadCell hide="phone" width="third">
            Meaning
          </HeadCell>
        </TableHead>
        <tbody>
          {shown.map((row) => (
            <TableRow key={row.key}>
              <Cell head mono>
                {row.key}
              </Cell>
              <Cell hide="phone" tone="muted">
                {row.type}
              </Cell>
              <Cell mono>
                <span className="wrap-anywhere">{row.value}</span>
              </Cell>
              <Cell hide="phone" tone="muted">
                {row.meaning || <span className="text-ink-faint">Not described</span>}
              </Cell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      {found.length === 0 ? <p className="text-ink-muted">{`No value matches “${text}”.`}</p> : null}
      {shown.length < found.length ? (
        <p>
          <TextButton onClick={() => setShowAll(true)}>{`Show all ${found.length} values`}</TextButton>
        </p>
      ) : null}
      {omitted > 0 ? (
        <p className="text-ink-muted text-small">{`${omitted} more are in values.yaml.`}</p>
      ) : null}
    </section>
  );
}
