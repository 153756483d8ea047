import { Problem } from "#lib/problems/problem.ts";
import { jsonAnswer } from "./answer.ts";
import { patchUpload } from "./append-upload.ts";
import { removeBlob } from "./delete-blob.ts";
import { removeManifest } from "./delete-manifest.ts";
import { deleteUpload } from "./delete-upload.ts";
import { putUpload } from "./finish-upload.ts";
import { getBlob } from "./get-blob.ts";
import { getManifest } from "./get-manifest.ts";
import { getUpload } from "./get-upload.ts";
import { getCatalog } from "./list-catalog.ts";
import { getReferrers } from "./list-referrers.ts";
import { getTags } from "./list-tags.ts";
import type { RegistryPath } from "./parse-path.ts";
import { storePushed } from "./put-manifest.ts";
import { type Need, reachRepository } from "./reach-repository.ts";
import type { Answer, PathOf, RegistryCall, RepositoryCall } from "./registry-call.ts";
import { beginUpload } from "./start-upload.ts";

type Route = RegistryPath["route"];
export type Method = "GET" | "HEAD" | "POST" | "PATCH" | "PUT" | "DELETE";
type Deed<R extends Route> = (call: RegistryCall<PathOf<R>>) => Promise<Answer>;
type Table = { [R in Route]: Partial<Record<Method, Deed<R>>> };

/** A deed in a repository: the caller is let in first. */
function inside<P extends Extract<RegistryPath, { name: string }>>(
  need: Need | ((path: P) => Need),
  deed: (call: RepositoryCall<P>) => Promise<Answer>,
) {
  return async (call: RegistryCall<P>): Promise<Answer> => {
    const wanted = typeof need === "string" ? need : need(call.path);
    const repository = await reachRepository(call.viewer, call.path.name, wanted);
    return deed({ ...call, repository });
  };
}

/** OCI-26: the one place where clients test a password, so it never answers a stranger. */
async function getBase(call: RegistryCall<PathOf<"base">>): Promise<Answer> {
  if (call.viewer.registryScope === null) throw new Problem("sign_in_required");
  return jsonAnswer(200, {});
}

/** OCI-38: by digest is how a pusher reads back what it pushed. */
const byReference = (path: PathOf<"manifest">): Need => (path.reference.includes(":") ? "look" : "pull");

/** Every route, every method, and what each one wants of the caller (OCI-36…42). What is not here is 404 or 405 (OCI-19). */
export const ROUTES: Table = {
  base: { GET: getBase, HEAD: getBase },
  catalog: { GET: getCatalog, HEAD: getCatalog },
  manifest: {
    GET: inside(byReference, getManifest),
    HEAD: inside("look", getManifest),
    PUT: inside("push", storePushed),
    DELETE: inside("push", removeManifest),
  },
  blob: {
    GET: inside("pull", getBlob),
    HEAD: inside("look", getBlob),
    DELETE: inside("push", removeBlob),
  },
  uploads: { POST: inside("push", beginUpload) },
  upload: {
    GET: inside("push", getUpload),
    PATCH: inside("push", patchUpload),
    PUT: inside("push", putUpload),
    DELETE: inside("push", deleteUpload),
  },
  tags: { GET: inside("pull", getTags), HEAD: inside("pull", getTags) },
  referrers: { GET: inside("pull", getReferrers), HEAD: inside("pull", getReferrers) },
};

/** Finds the deed. @throws Problem "method_unsupported" with what the path allows */
export function deedOf<R extends Route>(route: R, method: string): Deed<R> {
  const methods = ROUTES[route];
  const deed = Object.hasOwn(methods, method) ? methods[method as Method] : undefined; // A key of the table, so a Method.
  if (deed) return deed;
  throw new Problem("method_unsupported", { headers: { Allow: Object.keys(methods).join(", ") } });
}
