import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import type { Answer } from "./registry-call.ts";
import { tokenWarningOf } from "./warning.ts";

const DAY_MS = 86_400_000;
/** From when on whoever uses a token is told that it ends: time enough to rotate it. */
const WARNED_DAYS = 7;

function sayWhen(leftMs: number): string {
  const days = Math.floor(leftMs / DAY_MS);
  if (days < 1) return "in less than a day";
  return days === 1 ? "in 1 day" : `in ${days} days`;
}

/** The answer with a `Warning` beside those it has, where the registry token ends within seven days (OCI-23). */
export function warnOfExpiry(viewer: Viewer, answer: Answer): Answer {
  if (!viewer.endsAt) return answer;
  const leftMs = viewer.endsAt.getTime() - clock.now().getTime();
  if (leftMs >= (WARNED_DAYS + 1) * DAY_MS) return answer;
  const warning = tokenWarningOf(`registry token ${viewer.actor.name} expires ${sayWhen(leftMs)}`);
  const others = answer.headers.Warning ?? [];
  // The headers of a kept answer are everybody's: they are copied, never written to.
  return { ...answer, headers: { ...answer.headers, Warning: [others, warning].flat() } };
}
