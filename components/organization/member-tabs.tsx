import { LinkTabs } from "#components/ui/link-tabs.tsx";

/** Members, and what groups of an identity provider make them. */
export function MemberTabs({ current }: { current: "members" | "groups" }) {
  return (
    <LinkTabs
      label="Members and groups"
      tabs={[
        { href: "/settings/members", label: "Members", current: current === "members" },
        { href: "/settings/members/groups", label: "Groups", current: current === "groups" },
      ]}
    />
  );
}
