import { createHash } from "node:crypto";
import { z } from "zod";
import { askRegistry, parseJson, saidWith, type Talk } from "./ask-registry.ts";
import { caution, type Finding, failed, passed } from "./finding.ts";
import { apiAddress } from "./log-in.ts";

const tagsSchema = z.object({ tags: z.array(z.string()).nullish() });
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const SHOWN = 100;
const MANIFESTS = [
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
].join(", ");

function refusal(talk: Talk, status: number, said: string, repository: string): Finding {
  if (status === 404)
    return failed(
      "repository-unknown",
      `There is no repository ${repository}, or this login may not see it: ${talk.endpoint} answers ${said}.`,
      "Check the name, and the rights of the login.",
    );
  if (status === 401 || status === 403)
    return failed(
      "pull-refused",
      `The login is taken, but may not read ${repository}: ${talk.endpoint} answers ${said}.`,
      "Give the login the right to pull this repository.",
    );
  if (status === 429)
    return failed(
      "rate-limited",
      `${talk.endpoint} answers ${said}: its limit is used up.`,
      "Try again later.",
    );
  return failed("registry-failed", `${talk.endpoint} answers ${said}.`, "Try again later.");
}

/**
 * Lists the first tags.
 * @returns one of them to read, null where there is none
 * @throws Problem of the way out
 */
export async function listTags(
  talk: Talk,
  authorization: string | null,
  repository: string,
): Promise<{ finding: Finding; tag: string | null }> {
  const answer = await askRegistry(
    talk,
    apiAddress(talk, `${repository}/tags/list?n=${SHOWN}`),
    authorization,
  );
  if (answer.status !== 200)
    return { finding: refusal(talk, answer.status, saidWith(talk, answer), repository), tag: null };
  const listed = parseJson(tagsSchema, answer);
  if (!listed)
    return {
      finding: failed("answer-invalid", "The list of tags is not one.", "Tell whoever runs it."),
      tag: null,
    };
  const tags = (listed.tags ?? []).filter((tag) => TAG.test(tag));
  const tag = tags.at(-1) ?? null;
  if (tag === null)
    return { finding: caution("no-tags", `${repository} has no tags.`, "Name a repository with tags."), tag };
  const isMore = tags.length >= SHOWN || answer.headers.has("link");
  const count = tags.length === 1 ? "1 tag" : `${isMore ? `${tags.length} or more` : tags.length} tags`;
  return { finding: passed(`${count}, such as ${tag}.`), tag };
}

/**
 * Reads one manifest, and computes its digest.
 * @throws Problem of the way out
 */
export async function readManifest(
  talk: Talk,
  authorization: string | null,
  repository: string,
  tag: string,
): Promise<Finding> {
  const address = apiAddress(talk, `${repository}/manifests/${tag}`);
  const answer = await askRegistry(talk, address, authorization, { accept: MANIFESTS });
  if (answer.status !== 200) return refusal(talk, answer.status, saidWith(talk, answer), repository);
  const digest = `sha256:${createHash("sha256").update(answer.body).digest("hex")}`;
  const told = answer.headers.get("docker-content-digest");
  if (told?.startsWith("sha256:") && told !== digest)
    return failed(
      "digest-wrong",
      `The manifest of ${tag} is not what its digest says.`,
      "Something on the way changes answers.",
    );
  return passed(`${tag}, ${answer.body.length} bytes, ${digest.slice(0, 19)}…`);
}
