import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { imageBytes, noContent, ok } from "#lib/http/route-answer.ts";
import { readLogo, removeLogo, setLogo } from "#lib/organization/set-logo.ts";
import * as endpoints from "../../_endpoints/organization-settings.ts";

export const GET = defineRoute({
  ...endpoints.getLogo,
  handle: async ({ viewer }) => {
    const { mediaType, bytes, digest } = await readLogo(viewer);
    return imageBytes(mediaType, bytes, digest);
  },
});

export const PUT = defineRoute({
  ...endpoints.setLogo,
  receive: async ({ viewer, bytes }) => ok(await setLogo(viewer, bytes)),
});

export const DELETE = defineRoute({
  ...endpoints.removeLogo,
  handle: async ({ viewer }) => {
    await removeLogo(viewer);
    return noContent();
  },
});

export const { POST, PATCH } = otherMethods(["GET", "PUT", "DELETE"]);
