import { beginSecondFactor, confirmSecondFactor } from "#lib/auth/second-factor/enrol.ts";
import { codeNow } from "#lib/auth/second-factor/totp.ts";
import { LOGIN } from "#lib/credentials/fixtures.ts";
import { createOrganization } from "#lib/organization/create-organization.ts";
import { aMember } from "#lib/organization/fixtures.ts";
import { makePasswordLink } from "#lib/organization/make-password-link.ts";
import { resetSecondFactor } from "#lib/organization/reset-second-factor.ts";
import { transferOwnership } from "#lib/organization/transfer-ownership.ts";
import { call } from "../../fixtures.ts";
import { aName, type Writer, type Writes } from "../fixtures.ts";

const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

/** The organization: projects, members, credentials, settings. */
export function organizationWrites({
  aProject,
  aPerson,
  anInvite,
  aGroupRole,
  aCredential,
  aLogin,
  by,
  of,
}: Writer): Writes {
  return {
    "POST /org-projects": {
      leaves: "project.created",
      on: "project",
      ask: async () => ({ at: "org-projects", json: { name: aName() } }),
    },
    "PATCH /org-projects/{project}": {
      leaves: "project.changed",
      on: "project",
      ask: async () => ({ at: await aProject(), json: { title: "Cards" } }),
    },
    "DELETE /org-projects/{project}": {
      leaves: "project.deleted",
      on: "project",
      ask: async () => ({ at: await aProject() }),
    },
    "POST /org-projects/{project}/archive": {
      leaves: "project.archived",
      on: "project",
      ask: async () => ({ at: `${await aProject()}/archive` }),
    },
    "POST /org-projects/{project}/unarchive": {
      leaves: "project.unarchived",
      on: "project",
      ask: async () => {
        const at = await aProject();
        await call(by, "POST", `${at}/archive`);
        return { at: `${at}/unarchive` };
      },
    },
    "PUT /org-projects/{project}/members/{id}": {
      leaves: "project-member.added",
      on: "project",
      ask: async () => ({
        at: `${await aProject()}/members/${await aPerson()}`,
        json: { role: "developer" },
      }),
    },
    "DELETE /org-projects/{project}/members/{id}": {
      leaves: "project-member.removed",
      on: "project",
      ask: async () => {
        const at = `${await aProject()}/members/${await aPerson()}`;
        await call(by, "PUT", at, { json: { role: "developer" } });
        return { at };
      },
    },
    "POST /org-members": {
      leaves: "invite.created",
      on: "invite",
      ask: async () => ({ at: "org-members", json: { email: "ada@example.com", role: "member" } }),
    },
    "PATCH /org-members/{id}": {
      leaves: "member.role-changed",
      on: "user",
      ask: async () => ({ at: `org-members/${await aPerson()}`, json: { role: "admin" } }),
    },
    "DELETE /org-members/{id}": {
      leaves: "member.removed",
      on: "user",
      ask: async () => ({ at: `org-members/${await aPerson()}` }),
    },
    "POST /org-members/{id}/ownership": {
      leaves: "member.ownership-transferred",
      on: "user",
      byPerson: async () => {
        const [owner, id] = [await aMember(of, "owner"), await aPerson()];
        return () => transferOwnership(owner, id, { organization: of.slug });
      },
    },
    "POST /org-members/{id}/password-link": {
      leaves: "user.password-link-made",
      on: "user",
      byPerson: async () => {
        const [owner, id] = [await aMember(of, "owner"), await aPerson()];
        return () => makePasswordLink(owner, id);
      },
    },
    "POST /org-members/{id}/reset-second-factor": {
      leaves: "user.second-factor-reset",
      on: "user",
      byPerson: async () => {
        const [owner, person] = [await aMember(of, "owner"), await aMember(of, "member")];
        const { secret } = await beginSecondFactor(person, {});
        await confirmSecondFactor(person, codeNow(secret));
        return () => resetSecondFactor(owner, person.actor.id);
      },
    },
    "DELETE /org-invites/{id}": {
      leaves: "invite.revoked",
      on: "invite",
      ask: async () => ({ at: `org-invites/${await anInvite()}` }),
    },
    "POST /organizations": {
      leaves: "organization.created",
      on: "organization",
      byPerson: async () => {
        const owner = await aMember(of, "owner");
        return () => createOrganization(owner, { slug: aName(), name: "Southgate" });
      },
    },
    "POST /org-group-roles": {
      leaves: "group-role.created",
      on: "group-role",
      ask: async () => ({ at: "org-group-roles", json: { group: "acme/platform", role: "member" } }),
    },
    "PATCH /org-group-roles/{id}": {
      leaves: "group-role.changed",
      on: "group-role",
      ask: async () => ({ at: `org-group-roles/${await aGroupRole()}`, json: { role: "viewer" } }),
    },
    "DELETE /org-group-roles/{id}": {
      leaves: "group-role.deleted",
      on: "group-role",
      ask: async () => ({ at: `org-group-roles/${await aGroupRole()}` }),
    },
    "POST /org-oci-credentials": {
      leaves: "oci-credential.created",
      on: "oci-credential",
      ask: async () => ({ at: "org-oci-credentials", json: { host: "ghcr.io/acme", ...LOGIN } }),
    },
    "POST /org-oci-credentials/test": {
      leaves: null,
      why: "a login that is not kept is tried and forgotten",
      ask: async () => ({
        at: "org-oci-credentials/test",
        json: { host: "registry.invalid", ...LOGIN },
      }),
    },
    "PATCH /org-oci-credentials/{id}": {
      leaves: "oci-credential.changed",
      on: "oci-credential",
      ask: async () => ({
        at: `org-oci-credentials/${await aCredential()}`,
        json: { password: "an0ther-passw0rd" },
      }),
    },
    "DELETE /org-oci-credentials/{id}": {
      leaves: "oci-credential.deleted",
      on: "oci-credential",
      ask: async () => ({ at: `org-oci-credentials/${await aCredential()}` }),
    },
    "POST /org-oci-credentials/{id}/test": {
      leaves: "oci-credential.tested",
      on: "oci-credential",
      ask: async () => ({ at: `org-oci-credentials/${await aLogin()}/test`, json: {} }),
    },
    "PATCH /org": {
      leaves: "organization.changed",
      on: "organization",
      ask: async () => ({ at: "org", json: { defaultVisibility: "public" } }),
    },
    "PUT /org/logo": {
      leaves: "organization.logo-set",
      on: "organization",
      ask: async () => ({ at: "org/logo", body: PNG, headers: { "content-type": "image/png" } }),
    },
    "DELETE /org/logo": {
      leaves: "organization.logo-removed",
      on: "organization",
      ask: async () => {
        await call(by, "PUT", "org/logo", { body: PNG, headers: { "content-type": "image/png" } });
        return { at: "org/logo" };
      },
    },
  };
}
