import { getDomain } from "tldts";

/**
 * Whether a token server is the registry's own: the same host, or one of the same registrable domain (auth.docker.io of
 * registry-1.docker.io). Anybody else gets no login, whatever the registry asks for.
 * @param host the registry's, with its port
 */
export function isOwnRealm(host: string, realm: URL): boolean {
  if (realm.protocol !== "https:") return false;
  const own = URL.parse(`https://${host}`)?.hostname;
  if (!own) return false;
  if (realm.hostname === own) return true;
  const domain = getDomain(own, { allowPrivateDomains: true });
  return domain !== null && domain === getDomain(realm.hostname, { allowPrivateDomains: true });
}
