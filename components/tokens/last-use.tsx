import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { RegistryTokenView } from "#lib/tokens/schema.ts";

type LastUseProps = { token: Pick<RegistryTokenView, "lastUsedAt" | "lastUsedAddress" | "lastUsedClient"> };

/** GOH-56, NB-13: when, by which client and from where; "never" until then. */
export function LastUse({ token: { lastUsedAt, lastUsedAddress, lastUsedClient } }: LastUseProps) {
  if (!lastUsedAt) return <>never</>;
  const by = [lastUsedClient, lastUsedAddress ? `from ${lastUsedAddress}` : null].filter(Boolean).join(" ");
  return (
    <>
      <RelativeTime at={lastUsedAt} />
      {by ? <p className="text-ink-muted text-small wrap-anywhere">{by}</p> : null}
    </>
  );
}
