export type Failure = { message: string; hint: string | null; requestId: string | null };

/** What a failed load says to people, whatever threw it: our own refusals bring a hint and the request's id. */
export function readFailure(error: unknown): Failure {
  if (typeof error !== "object" || error === null) return { message: "", hint: null, requestId: null };
  const text = (name: string): string | null => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" && value !== "" ? value : null;
  };
  return { message: sentence(text("message") ?? ""), hint: text("hint"), requestId: text("requestId") };
}

function sentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "") return "";
  const begun = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
