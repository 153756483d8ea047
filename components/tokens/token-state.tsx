import { Ban, CircleCheck, CircleDashed, ClockAlert, Hourglass } from "lucide-react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { WordMark } from "#components/ui/word-mark.tsx";
import type { ApiTokenView, RegistryTokenView } from "#lib/tokens/schema.ts";

/** GOH-56, CAT-31: the state as a word with its sign; what expires soon is said before what lies unused. */
export function TokenState({ token }: { token: RegistryTokenView | ApiTokenView }) {
  if (token.state === "revoked")
    return (
      <div>
        <WordMark tone="danger" icon={Ban}>
          Revoked
        </WordMark>
        {token.revokedAt ? (
          <p className="text-small text-ink-muted">
            by {token.revokedBy}, <RelativeTime at={token.revokedAt} inSentence />
          </p>
        ) : null}
      </div>
    );
  if (token.state === "expired")
    return (
      <WordMark tone="danger" icon={ClockAlert}>
        Expired
      </WordMark>
    );
  return <HeldState token={token} />;
}

function HeldState({ token }: { token: RegistryTokenView | ApiTokenView }) {
  return (
    <div className="flex flex-col items-start">
      {token.state === "expiring" ? (
        <WordMark tone="caution" icon={Hourglass}>
          Expires soon
        </WordMark>
      ) : null}
      {token.unused ? (
        <WordMark tone="caution" icon={CircleDashed}>
          Unused for 90 days
        </WordMark>
      ) : null}
      {token.state === "active" && !token.unused ? (
        <WordMark
          tone={token.lastUsedAt ? "positive" : "muted"}
          icon={token.lastUsedAt ? CircleCheck : CircleDashed}
        >
          {token.lastUsedAt ? "Active" : "Not used yet"}
        </WordMark>
      ) : null}
      {token.previousUntil ? (
        <p className="text-small text-ink-muted">
          old secret ends <RelativeTime at={token.previousUntil} inSentence />
        </p>
      ) : null}
    </div>
  );
}
