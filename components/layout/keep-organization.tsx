"use client";
import { type KeptOrganization, useKeepOrganization } from "./use-keep-organization.ts";

/**
 * Where there are several organizations, the address always says which one is shown, so that a copied link shows the same
 * to a colleague (DESIGN, section 8); addresses without it lead to the one that was looked at last.
 */
export function KeepOrganization(props: KeptOrganization) {
  useKeepOrganization(props);
  return null;
}
