import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { Provider } from "oidc-provider";

type RealPerson = { email: string; email_verified: boolean; name: string; groups: string[] };

export type RealProvider = {
  url: string;
  /** By the name that is typed into its form. What stands here is said from the next sign-in on. */
  people: Map<string, RealPerson>;
  client: { id: string; secret: string };
  /** Called when the server that it signs people in for is known. */
  serve: (redirectUri: string) => void;
  close: () => Promise<void>;
};

/** `oidc-provider`, a certified provider, with its own forms for signing in and agreeing. */
export async function startRealProvider(): Promise<RealProvider> {
  const people = new Map<string, RealPerson>();
  const client = { id: "chartroom", secret: "a secret between the two" };
  let listener: RequestListener = (_request, response) => response.writeHead(503).end();
  const server = createServer((request, response) => listener(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The provider does not listen.");
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    people,
    client,
    serve: (redirectUri) => {
      const provider = new Provider(url, {
        clients: [
          {
            client_id: client.id,
            client_secret: client.secret,
            redirect_uris: [redirectUri],
            grant_types: ["authorization_code"],
            response_types: ["code"],
          },
        ],
        claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
        pkce: { required: () => true },
        cookies: { keys: ["a key of the provider's own cookies"] },
        findAccount: (_context, id) => ({
          accountId: id,
          claims: () => ({ sub: id, ...people.get(id) }),
        }),
      });
      listener = provider.callback();
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
