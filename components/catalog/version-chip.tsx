import { Ban, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Chip } from "#components/ui/chip.tsx";

export type Lifecycle = "active" | "deprecated" | "yanked";

type VersionChipProps = {
  tag: string;
  lifecycle?: Lifecycle | undefined;
  latest?: boolean | undefined;
  preRelease?: boolean | undefined;
  size?: "default" | "large" | undefined;
  href?: string | undefined;
  /** After the tag, such as the sign of the switcher. */
  after?: ReactNode;
};

/** A version tag with its lifecycle drawn on it. The word ("yanked") stands beside it: LifecycleWord. */
export function VersionChip({
  tag,
  lifecycle = "active",
  latest,
  preRelease,
  size,
  href,
  after,
}: VersionChipProps) {
  const said = lifecycle === "active" ? "" : `, ${lifecycle}`;
  return (
    <Chip
      edge={edgeOf(lifecycle, latest)}
      icon={lifecycle === "yanked" ? Ban : lifecycle === "deprecated" ? TriangleAlert : undefined}
      struck={lifecycle === "yanked"}
      dashed={preRelease}
      size={size}
      href={href}
      after={after}
    >
      {tag}
      {said ? <span className="sr-only">{said}</span> : null}
    </Chip>
  );
}

function edgeOf(lifecycle: Lifecycle, latest: boolean | undefined) {
  if (lifecycle === "yanked") return "danger";
  if (lifecycle === "deprecated") return "caution";
  return latest ? "mark" : "control";
}
