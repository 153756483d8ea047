import { cx } from "#components/ui/cx.ts";
import { PlainLink } from "#components/ui/plain-link.tsx";
import { newArtifactAddress } from "#lib/ids/addresses.ts";
import { ARTIFACT_KINDS, type ArtifactKind } from "#lib/ids/ids.ts";
import { KindTile } from "./kind-tile.tsx";
import { kindWords } from "./kind-words.ts";

/** The three kinds side by side, each with when to choose it (GOH-5). */
export function KindCards({ current }: { current: ArtifactKind }) {
  return (
    <nav aria-label="Kind" className="grid gap-3 sm:grid-cols-3">
      {ARTIFACT_KINDS.map((kind) => {
        const { one, sentence, choose } = kindWords[kind];
        return (
          <PlainLink
            key={kind}
            href={newArtifactAddress(kind)}
            {...(kind === current ? { "aria-current": "page" as const } : {})}
            className={cx(
              "flex gap-3 rounded-panel border px-3.5 py-3 no-underline",
              kind === current
                ? "edge-mark border-line-strong bg-raised"
                : "border-line bg-surface hover:border-line-strong hover:bg-hover",
            )}
          >
            <KindTile kind={kind} named={false} />
            <span className="flex min-w-0 flex-col gap-1">
              <b className="first-letter:uppercase">{one}</b>
              <span className="text-ink-muted text-label">{sentence}</span>
              <span className="text-ink-muted text-small">{choose}</span>
            </span>
          </PlainLink>
        );
      })}
    </nav>
  );
}
