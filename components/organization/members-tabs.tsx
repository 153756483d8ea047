import { LinkTabs } from "#components/ui/link-tabs.tsx";

/** Who is in the organization, and which groups bring people in. */
export function MembersTabs({ here }: { here: "members" | "groups" }) {
  return (
    <LinkTabs
      label="Members"
      tabs={[
        { href: "/settings/members", label: "People", current: here === "members" },
        { href: "/settings/members/groups", label: "Groups", current: here === "groups" },
      ]}
    />
  );
}
