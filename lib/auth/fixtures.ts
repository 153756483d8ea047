import { insertSession } from "./insert-session.ts";
import { NO_PROJECTS, type ProvenPerson, type SessionClaims, type Viewer } from "./types.ts";

/** Somebody who asks, for tests of policies: a viewer in the browser unless told otherwise. */
export const aViewer = (over: Partial<Viewer> = {}): Viewer => ({
  orgId: "org_1",
  orgSlug: "default",
  role: "viewer",
  projects: NO_PROJECTS,
  actor: { kind: "user", id: "usr_1", name: "Ada", email: "ada@example.test" },
  door: "portal",
  apiScope: null,
  registryScope: null,
  pattern: null,
  requestId: "req_1",
  ...over,
});

/** A session of whoever has proved who they are, as signing in with Firefox starts it. */
export const aSession = (person: ProvenPerson): Promise<SessionClaims> =>
  insertSession(
    person,
    "password",
    {
      requestId: "req_1",
      address: "192.0.2.9",
      userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    },
    null,
  );
