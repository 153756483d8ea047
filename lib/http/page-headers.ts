import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "#lib/env/env.ts";

/**
 * Scripts only from here, or with this answer's nonce. Monaco needs inline styles, workers and a font in a data address;
 * nothing needs eval (development does: React's error overlay), but the engine needs to compile its modules (ENG-35).
 */
function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'wasm-unsafe-eval'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Sets what every page answers with. Next reads the nonce from the request's own policy header. */
export function setPageHeaders(request: IncomingMessage, response: ServerResponse): void {
  const { NODE_ENV, CHARTROOM_PUBLIC_URL } = env();
  const policy = contentSecurityPolicy(randomBytes(16).toString("base64"), NODE_ENV === "development");
  request.headers["content-security-policy"] = policy;
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "same-origin");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  if (CHARTROOM_PUBLIC_URL.startsWith("https:"))
    response.setHeader("Strict-Transport-Security", "max-age=31536000");
}
