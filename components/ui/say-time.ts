const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How far from `now`, in words; null beyond 30 days, where the date itself says more. */
export function sayRelative(at: number, now: number): string | null {
  const past = now - at;
  const far = Math.abs(past);
  if (far < MINUTE) return past >= -5000 ? "just now" : "in a moment";
  if (far > 30 * DAY) return null;
  if (far >= DAY && far < 2 * DAY) return past > 0 ? "yesterday" : "tomorrow";
  // What was just made for seven days ends in seven days, not in six whole ones.
  return past > 0 ? `${count(far)} ago` : `in ${count(far * 1.005)}`;
}

function count(ms: number): string {
  if (ms < HOUR) return some(ms / MINUTE, "minute");
  if (ms < DAY) return some(ms / HOUR, "hour");
  if (ms < 14 * DAY) return some(ms / DAY, "day");
  return some(ms / (7 * DAY), "week");
}

function some(number: number, unit: string): string {
  const whole = Math.floor(number);
  return `${whole} ${unit}${whole === 1 ? "" : "s"}`;
}

/** "12 Oct 2026, 16:20"; short leaves the time out. */
export function sayDate(at: number, timeZone: string, form: "short" | "full"): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: form === "full" ? "long" : "short",
    year: "numeric",
    ...(form === "full" ? { hour: "2-digit", minute: "2-digit", timeZoneName: "short" } : {}),
  }).format(at);
}
