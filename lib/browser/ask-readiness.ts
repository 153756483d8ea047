/** What the server says it lacks; null when it is whole. Not an answer of the API: a probe's plain text. */
export async function askReadiness(signal: AbortSignal): Promise<string | null> {
  try {
    const answer = await fetch("/readyz", { signal, cache: "no-store" });
    return answer.ok ? null : (await answer.text()).replace(/^not ready: /, "").trim();
  } catch {
    return "no answer from the server";
  }
}
