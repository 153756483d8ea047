import { TriangleAlert } from "lucide-react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { WordMark } from "#components/ui/word-mark.tsx";
import type { RegistryTokenView } from "#lib/tokens/schema.ts";

type ExpiryProps = { token: Pick<RegistryTokenView, "state" | "expiresAt" | "overMaximum"> };

/** When a token ends, and whether that is later than a new one may. */
export function Expiry({ token }: ExpiryProps) {
  if (token.state === "revoked") return <>–</>;
  const over = token.overMaximum ? <p className="text-caution text-small">over the maximum</p> : null;
  if (token.expiresAt)
    return (
      <>
        <RelativeTime at={token.expiresAt} />
        {over}
      </>
    );
  return (
    <>
      <WordMark tone="caution" icon={TriangleAlert}>
        never
      </WordMark>
      {over}
    </>
  );
}
