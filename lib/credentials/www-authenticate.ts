/** How a registry wants to be logged in to (RFC 9110, section 11.6.1; distribution's token scheme). */
export type Challenge = { scheme: "basic" } | { scheme: "bearer"; realm: string; service: string | null };

function paramsOf(text: string): Map<string, string> {
  const params = new Map<string, string>();
  for (const [, name = "", quoted, bare] of text.matchAll(/([a-z_]+)\s*=\s*(?:"([^"]*)"|([^\s,"]+))/gi))
    params.set(name.toLowerCase(), quoted ?? bare ?? "");
  return params;
}

/** @returns null where the header asks for neither scheme that registries use */
export function readChallenge(header: string | null): Challenge | null {
  const text = (header ?? "").slice(0, 4096);
  const bearer = /\bbearer\s+(.*)$/is.exec(text);
  const params = paramsOf(bearer?.[1] ?? "");
  const realm = params.get("realm");
  if (realm) return { scheme: "bearer", realm, service: params.get("service") ?? null };
  return /\bbasic\b/i.test(text) ? { scheme: "basic" } : null;
}
