import { Crown, Eye, PenLine, ShieldCheck } from "lucide-react";
import { Icon } from "#components/ui/icon.tsx";
import type { Role } from "#lib/auth/types.ts";
import { roleWords } from "./role-words.ts";

const icons = { viewer: Eye, member: PenLine, admin: ShieldCheck, owner: Crown } as const;

/** A role as a word with its sign. */
export function RoleMark({ role }: { role: Role }) {
  return (
    <span className="inline-flex items-center gap-1.5 align-middle whitespace-nowrap">
      <Icon of={icons[role]} tone="muted" />
      {roleWords[role].label}
    </span>
  );
}
