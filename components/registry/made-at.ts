/**
 * When an image says that it was made; null where it does not say it: builders whose output is the same each time write the
 * first second of 1970, and crane the zero of Go, in the year 1.
 */
export function madeAt(createdAt: string | null): string | null {
  return createdAt !== null && Date.parse(createdAt) > 0 ? createdAt : null;
}
