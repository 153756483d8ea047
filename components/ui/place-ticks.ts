export type TickMark = {
  /** ISO time. */
  at: string;
  weight: "heavy" | "medium" | "light";
  /** Withdrawn later: dashed. */
  struck?: boolean | undefined;
};

export type PlacedTick = { x: number; weight: TickMark["weight"]; struck: boolean };

const WIDTH = 132;

/**
 * Puts each mark of the `months` before `until` on a line 132 wide, oldest left. Marks outside are left out; of marks
 * on one spot (0.5 px) the heaviest stays, so that a year of daily releases still draws 264 lines at most.
 */
export function placeTicks(marks: readonly TickMark[], until: string, months: number): PlacedTick[] {
  const end = Date.parse(until);
  const start = monthsBefore(until, months);
  const places = new Map<number, PlacedTick>();
  for (const mark of marks) {
    const time = Date.parse(mark.at);
    if (!(time >= start && time <= end)) continue;
    const x = Math.round(((time - start) / (end - start)) * (WIDTH - 2) * 2) / 2 + 1;
    const there = places.get(x);
    if (!there || heft[mark.weight] > heft[there.weight]) {
      places.set(x, { x, weight: mark.weight, struck: mark.struck ?? false });
    }
  }
  return [...places.values()].sort((a, b) => a.x - b.x);
}

const heft = { light: 0, medium: 1, heavy: 2 };

function monthsBefore(until: string, months: number): number {
  const start = new Date(until);
  start.setUTCMonth(start.getUTCMonth() - months);
  return start.getTime();
}
