"use client";
import { sayDate, sayRelative } from "./say-time.ts";
import { useNow, useTimeZone } from "./use-now.ts";

type RelativeTimeProps = {
  /** ISO time. */
  at: string;
  /** "on 12 Oct 2026" reads better inside a sentence. */
  inSentence?: boolean | undefined;
};

/** "3 hours ago", with the exact time and zone as its title; after 30 days the date. */
export function RelativeTime({ at, inSentence }: RelativeTimeProps) {
  const now = useNow();
  const zone = useTimeZone();
  const time = Date.parse(at);
  if (Number.isNaN(time)) return <span>unknown</span>;
  const date = sayDate(time, zone, "short");
  return (
    <time
      dateTime={at}
      title={sayDate(time, zone, "full")}
      className="dotted-underline whitespace-nowrap"
      suppressHydrationWarning
    >
      {sayRelative(time, now) ?? (inSentence ? `on ${date}` : date)}
    </time>
  );
}
