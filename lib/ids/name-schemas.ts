import { z } from "zod";
import {
  ARTIFACT_KINDS,
  isReservedName,
  isReservedProject,
  kindOfRoot,
  MAX_NAME,
  NAME_COMPONENT,
} from "./ids.ts";

const NAME_RULE =
  "Use lower-case letters and digits, separated by single dots, underscores or dashes; at most 63 characters.";
const component = z.string().max(MAX_NAME, NAME_RULE).regex(NAME_COMPONENT, NAME_RULE);

export const artifactKindSchema = z.enum(ARTIFACT_KINDS);

/** PUB-1: one OCI component of at most 63 characters that is also a legal chart name, and not reserved (CAT-15). */
export const artifactNameSchema = component
  .refine((name) => !isReservedName(name), { error: "This name is reserved: it is part of an address." })
  .brand<"ArtifactName">();

/** The first part of an artifact's name. */
export const projectNameSchema = component
  .refine((name) => !isReservedProject(name), {
    error: "This project name is reserved: it is part of an address.",
  })
  .brand<"ProjectName">();

/** An organization's slug; the three kind words are taken by addresses (CAT-15). */
export const orgSlugSchema = component.refine((slug) => kindOfRoot(slug) === null, {
  error: "This slug is reserved: it is part of an address.",
});
