/** The time. Tests replace `now`; rules never call `Date.now()`. */
export const clock = { now: (): Date => new Date() };

export function addMs(date: Date, ms: number): Date {
  return new Date(date.getTime() + ms);
}
