import type { Digest } from "#lib/ids/digest.ts";
import { isProblem, Problem } from "#lib/problems/problem.ts";
import type { UploadKey } from "#lib/repositories/claim-upload.ts";
import { emptyAnswer } from "./answer.ts";
import type { Repository } from "./reach-repository.ts";
import type { Answer } from "./registry-call.ts";

/** The last byte accepted, counted from zero; `0-0` also where nothing was accepted yet (OCI-56, OCI-64). */
const rangeOf = (offsetBytes: number) => `0-${Math.max(0, offsetBytes - 1)}`;

/** Path only, and the state in the path: some clients drop a query (OCI-14). */
const locationOf = (repository: Repository, id: string) => `/v2/${repository.asked}/blobs/uploads/${id}`;

function uploadHeaders(repository: Repository, id: string, offsetBytes: number): Record<string, string> {
  return {
    Location: locationOf(repository, id),
    Range: rangeOf(offsetBytes),
    "Docker-Upload-UUID": id,
  };
}

/** The upload goes on: where, and from which byte. */
export function uploadAnswer(
  status: 202 | 204,
  repository: Repository,
  id: string,
  offsetBytes: number,
): Answer {
  return emptyAnswer(status, uploadHeaders(repository, id, offsetBytes));
}

/** The blob is there. */
export function blobAnswer(repository: Repository, digest: Digest): Answer {
  return emptyAnswer(201, {
    Location: `/v2/${repository.asked}/blobs/${digest}`,
    "Docker-Content-Digest": digest,
  });
}

export function keyOf(repository: Repository, id: string): UploadKey {
  return { id, orgId: repository.orgId, repositoryName: repository.local };
}

/** A chunk that does not follow is told where the upload stands, so that the client can go on from there (OCI-61). */
export function withRange(error: unknown, repository: Repository, id: string): unknown {
  if (!isProblem(error) || error.code !== "range_invalid") return error;
  const offsetBytes = Number(error.details.facts?.offsetBytes ?? 0);
  return new Problem("range_invalid", {
    detail: `the upload stands at byte ${offsetBytes}`,
    headers: uploadHeaders(repository, id, offsetBytes),
    cause: error,
  });
}
