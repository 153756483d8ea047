import { db } from "#lib/db/database.ts";
import { isCatalogRepository } from "#lib/repositories/policy.ts";
import { pageRows } from "./page-rows.ts";

const idOf = ({ id }: { id: string }) => id;
const byId = { orderBy: { id: "asc" } } as const;

// Every column is named: what is secret, or only a hash of it, is left out by not being here (GOH-64).

export async function* memberRows(orgId: string) {
  const read = (after: string, take: number) =>
    db().membership.findMany({
      where: { orgId, userId: { gt: after } },
      orderBy: { userId: "asc" },
      take,
      select: {
        userId: true,
        role: true,
        groupRole: true,
        createdAt: true,
        user: { select: { email: true, name: true } },
      },
    });
  for await (const { user, ...row } of pageRows(read, ({ userId }) => userId)) yield { ...row, ...user };
}

export const projectRows = (orgId: string) =>
  pageRows(
    (after, take) =>
      db().project.findMany({
        where: { orgId, id: { gt: after } },
        ...byId,
        take,
        select: {
          id: true,
          name: true,
          title: true,
          description: true,
          visibility: true,
          archivedAt: true,
          createdById: true,
          createdByName: true,
          createdAt: true,
          updatedAt: true,
          members: { select: { userId: true, role: true } },
        },
      }),
    idOf,
  );

export const groupRoleRows = (orgId: string) =>
  pageRows(
    (after, take) =>
      db().groupRole.findMany({
        where: { orgId, id: { gt: after } },
        ...byId,
        take,
        select: { id: true, groupName: true, role: true },
      }),
    idOf,
  );

export const policyRows = (orgId: string) =>
  pageRows(
    (after, take) =>
      db().repositoryPolicy.findMany({
        where: { orgId, id: { gt: after } },
        ...byId,
        take,
        select: {
          id: true,
          pattern: true,
          tagPattern: true,
          immutable: true,
          delete: true,
          createdAt: true,
          updatedAt: true,
        },
      }),
    idOf,
  );

const tokenColumns = {
  id: true,
  name: true,
  prefix: true,
  scope: true,
  parentId: true,
  createdById: true,
  createdByName: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
  revokedByName: true,
} as const;

export const registryTokenRows = (orgId: string) =>
  pageRows(
    (after, take) =>
      db().registryToken.findMany({
        where: { orgId, id: { gt: after } },
        ...byId,
        take,
        select: { ...tokenColumns, pattern: true },
      }),
    idOf,
  );

export const apiTokenRows = (orgId: string) =>
  pageRows(
    (after, take) =>
      db().apiToken.findMany({
        where: { orgId, id: { gt: after } },
        ...byId,
        take,
        select: { ...tokenColumns, userId: true, mintScope: true, mintPattern: true, mintMaxHours: true },
      }),
    idOf,
  );

/** Tags of one repository. */
export const tagRows = (repositoryId: string) =>
  pageRows(
    (after, take) =>
      db().ociTag.findMany({
        where: { repositoryId, tag: { gt: after } },
        orderBy: { tag: "asc" },
        take,
        select: { tag: true, digest: true, sha512: true, updatedAt: true },
      }),
    ({ tag }) => tag,
  );

/** Repositories whose tags are no versions of an artifact. */
export async function* plainRepositoryRows(orgId: string) {
  const read = (after: string, take: number) =>
    db().ociRepository.findMany({
      where: { orgId, id: { gt: after } },
      ...byId,
      take,
      select: { id: true, name: true },
    });
  for await (const row of pageRows(read, idOf)) if (!isCatalogRepository(row.name)) yield row;
}
