import { endpoint } from "#lib/http/endpoint.ts";
import {
  changeOrganizationSchema,
  LOGO_TYPES,
  MAX_LOGO_BYTES,
  organizationSettingsSchema,
} from "#lib/organization/schema.ts";

const group = "Organization";
const row = "ROLE-9";
const admin = { session: true, token: "admin" } as const;

export const getOrganization = endpoint({
  row,
  group,
  method: "GET",
  path: "/org",
  summary: "Read the organization's settings",
  about:
    "Name, slug and the slugs that it had before, which lead here for good; the visibility of new artifacts whose project says nothing; the publish rules, which hold at every door.",
  auth: { session: true, token: "read" },
  answers: { 200: { means: "The settings", schema: organizationSettingsSchema } },
  errors: ["scope_missing"],
});

export const changeOrganization = endpoint({
  row,
  group,
  method: "PATCH",
  path: "/org",
  summary: "Change the organization's settings",
  about:
    "What is left out stays. Name, slug and `requireSecondFactor` are changed by owners in the browser, everything else by admins. After a change of slug the old one goes on to lead here, at every door, and no other organization gets it.",
  auth: admin,
  body: changeOrganizationSchema,
  answers: { 200: { means: "The settings", schema: organizationSettingsSchema } },
  errors: ["input_invalid", "slug_taken", "second_factor_missing", "role_missing", "scope_missing"],
  example: { body: { semverOnly: true, notesNeeded: true } },
});

export const getLogo = endpoint({
  row,
  group,
  method: "GET",
  path: "/org/logo",
  summary: "Read the organization's logo",
  auth: { session: true, token: "read" },
  answers: { 200: { means: "The image, as it was set", contentType: "image/png" } },
  errors: ["logo_unknown", "scope_missing"],
});

export const setLogo = endpoint({
  row,
  group,
  method: "PUT",
  path: "/org/logo",
  summary: "Set the organization's logo",
  about: "PNG, JPEG or WebP, told by its bytes. SVG is not taken.",
  auth: admin,
  upload: { types: LOGO_TYPES, maxBytes: () => MAX_LOGO_BYTES, what: "The image" },
  answers: { 200: { means: "The settings", schema: organizationSettingsSchema } },
  errors: ["logo_invalid", "too_large", "media_type_unsupported", "role_missing", "scope_missing"],
});

export const removeLogo = endpoint({
  row,
  group,
  method: "DELETE",
  path: "/org/logo",
  summary: "Remove the organization's logo",
  auth: admin,
  answers: { 204: { means: "Removed; again is success" } },
  errors: ["role_missing", "scope_missing"],
});

export const exportOrganization = endpoint({
  row,
  group,
  method: "GET",
  path: "/org/export",
  summary: "Export everything of the organization",
  about:
    "A tar, for owners in the browser: settings, members, projects, policies, tokens without their secrets, artifacts with the files and the git history of their drafts, every version's package, plain repositories as OCI image layouts, and the audit log as JSON lines. It is streamed; its last file is end.json. The export is in the audit log itself. On the command line: chartroom export.",
  auth: { session: true },
  answers: { 200: { means: "The archive", contentType: "application/x-tar" } },
  errors: ["role_missing", "scope_missing"],
});

export const organizationSettingsEndpoints = [
  getOrganization,
  changeOrganization,
  getLogo,
  setLogo,
  removeLogo,
  exportOrganization,
];
