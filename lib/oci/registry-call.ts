import type { IncomingMessage, ServerResponse } from "node:http";
import type { Viewer } from "#lib/auth/types.ts";
import type { RegistryPath } from "./parse-path.ts";
import type { Repository } from "./reach-repository.ts";

/** One request, after its path was read and its caller was identified. */
export type RegistryCall<P extends RegistryPath = RegistryPath> = {
  path: P;
  query: URLSearchParams;
  viewer: Viewer;
  incoming: IncomingMessage;
  outgoing: ServerResponse;
};

/** The same, where the caller was let into the repository that the path names. */
export type RepositoryCall<P extends RegistryPath = RegistryPath> = RegistryCall<P> & {
  repository: Repository;
};

/** What is answered. Each answer has a body whose length is known, or none: nothing is ever sent chunked (OCI-11). */
export type Answer = {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer | NodeJS.ReadableStream | null;
};

export type PathOf<R extends RegistryPath["route"]> = Extract<RegistryPath, { route: R }>;
