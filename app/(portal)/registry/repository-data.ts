import { notFound } from "next/navigation";
import { cache } from "react";
import { redirectToSignIn } from "#lib/auth/session.ts";
import { countContents, getRepository } from "#lib/oci/list-repositories.ts";
import type { RepositoryView } from "#lib/oci/schema.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { readCatalog } from "../catalog-data.ts";

/** A repository that is called like a page of ours is written with a tilde before it. */
export const repositoryNameOf = (parts: string[]) =>
  parts.map(decodeURIComponent).join("/").replace(/^~/, "");

/** Hidden and missing are one page; a stranger may sign in first. */
export async function orNotFound<T>(read: Promise<T>, isStranger: boolean): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (!isProblem(error)) throw error;
    if (error.code !== "repository_unknown" && error.code !== "manifest_unknown") throw error;
    return isStranger ? redirectToSignIn() : notFound();
  }
}

/** Who is looking, and how much there is to see: asked once a request, by the list's layout and by the list. */
export const readContents = cache(async () => {
  const { viewer } = await readCatalog();
  return { viewer, counts: await countContents(viewer) };
});

/** Asked once a request, by the layout and by the page. */
export const readRepository = cache(async (name: string): Promise<RepositoryView> => {
  const { viewer } = await readCatalog();
  return orNotFound(getRepository(viewer, name), viewer.role === null);
});
