import {
  Building2,
  CircleUser,
  KeyRound,
  KeySquare,
  PlugZap,
  ScrollText,
  ShieldCheck,
  Users,
} from "lucide-react";
import type { ReactNode } from "react";
import { SettingsLayout } from "#components/layout/settings-layout.tsx";
import { Icon } from "#components/ui/icon.tsx";

const groups = [
  {
    label: "Organization",
    items: [
      { label: "General", href: "/settings/organization", icon: <Icon of={Building2} /> },
      { label: "Members", href: "/settings/members", icon: <Icon of={Users} /> },
      { label: "Audit log", href: "/settings/audit", icon: <Icon of={ScrollText} /> },
    ],
  },
  {
    label: "Registry",
    items: [
      { label: "Tokens", href: "/settings/registry/tokens", icon: <Icon of={KeyRound} /> },
      { label: "Credentials", href: "/settings/registry/credentials", icon: <Icon of={PlugZap} /> },
      { label: "Policies", href: "/settings/registry/policies", icon: <Icon of={ShieldCheck} /> },
    ],
  },
  {
    label: "You",
    items: [
      { label: "Account", href: "/settings/account", icon: <Icon of={CircleUser} /> },
      { label: "API tokens", href: "/settings/api-tokens", icon: <Icon of={KeySquare} /> },
    ],
  },
];

/** The menu names what is there. It guards nothing: each page asks who is looking. */
export default function Layout({ children }: { children: ReactNode }) {
  return <SettingsLayout groups={groups}>{children}</SettingsLayout>;
}
