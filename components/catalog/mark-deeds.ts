import type { ArtifactView, LifecycleState, VersionView } from "#lib/catalog/schema.ts";

/** What can be done with the mark of a version. Setting a mark that is there already changes its reason or replacement. */
export type MarkDeed = "deprecate" | "yank" | "lift";

export const STATE_AFTER: Record<MarkDeed, LifecycleState> = {
  deprecate: "deprecated",
  yank: "yanked",
  lift: "active",
};

type DeedChoice = {
  deed: MarkDeed;
  label: string;
  /** Who may, where the viewer may not. */
  notAllowed: string | false;
};

/** The deeds that a version's mark leaves open, each with who may where the viewer may not (CAT-12, ROLE-2, ROLE-3). */
export function markDeeds({ permissions }: ArtifactView, { version, lifecycle }: VersionView): DeedChoice[] {
  const byMember = permissions.deprecate ? false : "members and higher";
  const byAdmin = permissions.yank ? false : "admins and owners";
  switch (lifecycle.state) {
    case "active":
      return [
        { deed: "deprecate", label: `Deprecate ${version}`, notAllowed: byMember },
        { deed: "yank", label: `Yank ${version}`, notAllowed: byAdmin },
      ];
    case "deprecated":
      return [
        { deed: "deprecate", label: "Change reason or replacement", notAllowed: byMember },
        { deed: "lift", label: `Lift the deprecation of ${version}`, notAllowed: byMember },
        { deed: "yank", label: `Yank ${version}`, notAllowed: byAdmin },
      ];
    case "yanked":
      return [
        { deed: "yank", label: "Change reason or replacement", notAllowed: byAdmin },
        { deed: "lift", label: `Lift the yank of ${version}`, notAllowed: byAdmin },
      ];
  }
}

/** The deed on a version with this mark, as the dialog's title and button say it. */
export function sayDeed(deed: MarkDeed, { version, lifecycle }: VersionView): string {
  if (deed === "lift")
    return lifecycle.state === "yanked"
      ? `Lift the yank of ${version}`
      : `Lift the deprecation of ${version}`;
  if (lifecycle.state === STATE_AFTER[deed]) return `Change the mark of ${version}`;
  return deed === "yank" ? `Yank ${version}` : `Deprecate ${version}`;
}
