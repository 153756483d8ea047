import { NO_PROJECTS, type Viewer } from "./types.ts";

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
