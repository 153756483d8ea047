import { sayBytes } from "#components/catalog/say-bytes.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";

export type Collected = { finishedAt: string; freedBytes: number; blobs: number; manifests: number };

const count = (number: number, one: string) =>
  `${new Intl.NumberFormat("en-GB").format(number)} ${number === 1 ? one : `${one}s`}`;

/** GL-17: what the last collection took away, for admins. `none`: nothing was collected since this server began. */
export function CollectionFoot({ last }: { last: Collected | "none" }) {
  return (
    <section className="flex flex-col gap-1.5 pt-6">
      <TitledRule title="Space freed" />
      <p className="text-ink-muted">
        {last === "none" ? (
          "Nothing was collected yet. What nothing names is taken away a day after it was last used."
        ) : (
          <>
            <b className="text-ink">{sayBytes(last.freedBytes)}</b> by the last collection,{" "}
            <RelativeTime at={last.finishedAt} />: {count(last.manifests, "manifest")} and{" "}
            {count(last.blobs, "blob")} that nothing named any more.
          </>
        )}
      </p>
    </section>
  );
}
