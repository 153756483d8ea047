import { cache } from "react";
import { viewer as currentViewer } from "#lib/auth/session.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { countArtifacts } from "#lib/catalog/count-artifacts.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";

/** Who is looking, and how much of each kind there is to see: asked once a request, by the shell and by the lists. */
export const readCatalog = cache(
  async (): Promise<{ viewer: Viewer; counts: Record<ArtifactKind, number> }> => {
    const viewer = await currentViewer();
    return { viewer, counts: await countArtifacts(viewer) };
  },
);
