import type { ReactNode } from "react";

/** `payments/service`: the project lighter than the name, the same everywhere. */
export function ArtifactName({ project, name }: { project: string | null; name: string }): ReactNode {
  return (
    <>
      {project ? <span className="font-regular text-ink-muted">{project}/</span> : null}
      <span className="font-heavy text-ink">{name}</span>
    </>
  );
}
