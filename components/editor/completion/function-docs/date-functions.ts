import { describeFunction as fn } from "./describe-function.ts";

/** Dates. A layout is Go's: it shows how 2 January 2006, 15:04:05 would be written. */
export const dateFunctions = {
  ago: fn(
    "time",
    "How long ago a time was, in whole seconds, such as 2h34m7s. It differs from run to run.",
    "ago now",
  ),
  date: fn(
    "layout time",
    "Writes a time by a layout, in the zone of the machine.",
    'toDate "2006-01-02" "2026-10-12" | date "02 Jan 2006"',
    "12 Oct 2026",
  ),
  dateInZone: fn(
    "layout time zone",
    "Writes a time by a layout, in a zone.",
    'dateInZone "15:04" (toDate "15:04" "12:30") "UTC"',
    "12:30",
  ),
  date_in_zone: fn(
    "layout time zone",
    "The old name of `dateInZone`.",
    'date_in_zone "2006" (toDate "2006" "2026") "UTC"',
    "2026",
  ),
  dateModify: fn(
    "change time",
    "Moves a time by a duration such as -1.5h; a change that cannot be read leaves it as it is.",
    'dateModify "24h" (toDate "2006-01-02" "2026-10-12") | htmlDate',
    "2026-10-13",
  ),
  date_modify: fn(
    "change time",
    "The old name of `dateModify`.",
    'date_modify "-24h" (toDate "2006-01-02" "2026-10-12") | htmlDate',
    "2026-10-11",
  ),
  duration: fn("seconds", "Writes a number of seconds as a duration.", 'duration "95"', "1m35s"),
  durationRound: fn("duration", "Rounds a duration to its largest unit.", 'durationRound "2h10m5s"', "2h"),
  htmlDate: fn("time", "Writes a time as year-month-day.", 'htmlDate (toDate "2006" "2026")', "2026-01-01"),
  htmlDateInZone: fn(
    "time zone",
    "Writes a time as year-month-day, in a zone.",
    'htmlDateInZone (toDate "2006" "2026") "UTC"',
    "2026-01-01",
  ),
  now: fn("", "The time of this render. It differs from run to run, and so does what you make of it.", "now"),
  toDate: fn(
    "layout text",
    "Reads a time by a layout; the year 1 where it cannot be read.",
    'toDate "2006-01-02" "2026-10-12" | unixEpoch',
    "1791763200",
  ),
  unixEpoch: fn(
    "time",
    "The seconds since 1970, as text.",
    'unixEpoch (toDate "2006-01-02" "1970-01-02")',
    "86400",
  ),
  mustDateModify: fn(
    "change time",
    "`dateModify`, which fails the render where the change cannot be read.",
    'mustDateModify "1h" (toDate "15:04" "12:00") | date "15:04"',
    "13:00",
  ),
  must_date_modify: fn(
    "change time",
    "The old name of `mustDateModify`.",
    'must_date_modify "1h" (toDate "15:04" "12:00") | date "15:04"',
    "13:00",
  ),
  mustToDate: fn(
    "layout text",
    "`toDate`, which fails the render where the text does not fit the layout.",
    'mustToDate "2006-01-02" "2026-10-12" | htmlDate',
    "2026-10-12",
  ),
} as const;
