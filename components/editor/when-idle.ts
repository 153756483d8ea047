/** How long a page that is never idle puts work off. */
const AT_LATEST_MS = 2000;

/** Runs something once the page has nothing else to do. @returns what takes that back */
export function whenIdle(start: () => void): () => void {
  // Safari has no requestIdleCallback.
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(start, AT_LATEST_MS);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(start, { timeout: AT_LATEST_MS });
  return () => cancelIdleCallback(idle);
}
