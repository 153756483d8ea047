"use client";
import { Ellipsis, Lock, Pencil, Trash2 } from "lucide-react";
import { Icon } from "#components/ui/icon.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import type { PolicyView } from "#lib/repositories/schema.ts";
import { deleteWords, moveWords, policyTitle } from "./policy-words.ts";

type PolicyTableProps = {
  policies: readonly PolicyView[];
  onChange: (policy: PolicyView) => void;
  onDelete: (policy: PolicyView) => void;
};

/** In the order in which they are asked; what is never asked stands below, so that nothing is left to guess. */
export function PolicyTable({ policies, onChange, onDelete }: PolicyTableProps) {
  return (
    <div className="flex flex-col gap-3">
      <Table caption="Policies, the first that matches applies" bleed stickyHead>
        <TableHead>
          <HeadCell>Repositories</HeadCell>
          <HeadCell hide="phone">Tags</HeadCell>
          <HeadCell hide="phone">Moving</HeadCell>
          <HeadCell hide="phone">Deleting</HeadCell>
          <HeadCell hide="phone" align="right">
            Match
          </HeadCell>
          <HeadCell width="shrink">
            <span className="sr-only">Actions</span>
          </HeadCell>
        </TableHead>
        <tbody>
          {policies.map((policy) => (
            <PolicyRow key={policy.id} policy={policy} onChange={onChange} onDelete={onDelete} />
          ))}
          <FixedRow
            name={policies.length > 0 ? "every other plain repository" : "every plain repository"}
            isImmutable={false}
            mayDelete
          />
          <FixedRow name="the catalog" isImmutable mayDelete={false} isLocked />
        </tbody>
      </Table>
      <p className="text-ink-muted text-small max-w-prose">
        The first policy that matches applies. They stand in the order of how much of the name they spell out,
        then of how much of the tag. A policy for some tags says nothing of what has no tag.
      </p>
    </div>
  );
}

type PolicyRowProps = Omit<PolicyTableProps, "policies"> & { policy: PolicyView };

function PolicyRow({ policy, onChange, onDelete }: PolicyRowProps) {
  return (
    <TableRow>
      <Cell head mono>
        <span className="wrap-anywhere">{policy.pattern}</span>
        {policy.tagPattern ? <p className="text-ink-muted sm:hidden">tags {policy.tagPattern}</p> : null}
        <OnPhone isImmutable={policy.immutable} mayDelete={policy.delete} />
      </Cell>
      <Cell mono={policy.tagPattern !== null} hide="phone">
        {policy.tagPattern ?? "every tag"}
      </Cell>
      <Cell nowrap hide="phone">
        {moveWords(policy.immutable)}
      </Cell>
      <Cell nowrap hide="phone">
        {deleteWords(policy.delete)}
      </Cell>
      <Cell hide="phone" align="right">
        {policy.repositories}
      </Cell>
      <Cell align="right">
        <Menu trigger={<IconButton label={`Actions for ${policyTitle(policy)}`} icon={Ellipsis} />}>
          <MenuGroup>
            <MenuItem icon={Pencil} onPress={() => onChange(policy)}>
              Change policy
            </MenuItem>
            <MenuItem icon={Trash2} tone="danger" onPress={() => onDelete(policy)}>
              Delete policy
            </MenuItem>
          </MenuGroup>
        </Menu>
      </Cell>
    </TableRow>
  );
}

/** The two columns that a phone has no room for. */
function OnPhone({ isImmutable, mayDelete }: { isImmutable: boolean; mayDelete: boolean }) {
  return (
    <p className="text-ink-muted text-small font-sans sm:hidden">
      {moveWords(isImmutable)}, deleting {deleteWords(mayDelete)}
    </p>
  );
}

type FixedRowProps = { name: string; isImmutable: boolean; mayDelete: boolean; isLocked?: boolean };

function FixedRow({ name, isImmutable, mayDelete, isLocked }: FixedRowProps) {
  return (
    <TableRow still>
      <Cell head tone="muted">
        <span className="inline-flex items-center gap-1.5 align-bottom">
          {isLocked ? <Icon of={Lock} tone="faint" /> : null}
          {name}
        </span>
        <OnPhone isImmutable={isImmutable} mayDelete={mayDelete} />
      </Cell>
      <Cell tone="muted" hide="phone">
        every tag
      </Cell>
      <Cell tone="muted" nowrap hide="phone">
        {moveWords(isImmutable)}
      </Cell>
      <Cell tone="muted" nowrap hide="phone">
        {deleteWords(mayDelete)}
      </Cell>
      <Cell tone="muted" hide="phone" />
      <Cell />
    </TableRow>
  );
}
