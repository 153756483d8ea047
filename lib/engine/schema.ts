import { z } from "zod";
import { artifactKindSchema } from "#lib/ids/name-schemas.ts";

/** Shapes of the engine: what is asked of a module, what it answers, and what checks say about files. */

const lines = z.array(z.string()).default([]);

/** What `helm template` would be told; every field has the meaning, and without it the default, of the flag of its name. */
export const templateOptionsSchema = z.strictObject({
  /** NAME of `helm template NAME CHART`. */
  releaseName: z.string().default("release-name"),
  nameTemplate: z.string().optional(),
  namespace: z.string().default("default"),
  isUpgrade: z.boolean().default(false),
  /** `v1.32`, `1.32.4`; without it Helm's own default. */
  kubeVersion: z.string().optional(),
  /** Added to the default set. */
  apiVersions: lines,
  /** Paths in the tree, from its current folder, in order. */
  valueFiles: lines,
  setJson: lines,
  set: lines,
  setString: lines,
  setFile: lines,
  setLiteral: lines,
  includeCrds: z.boolean().default(false),
  noHooks: z.boolean().default(false),
  skipTests: z.boolean().default(false),
  showOnly: lines,
  skipSchemaValidation: z.boolean().default(false),
});
export type TemplateOptions = z.output<typeof templateOptionsSchema>;
export type TemplateOptionsInput = z.input<typeof templateOptionsSchema>;

/** What `helm lint` would be told. */
export const lintOptionsSchema = z.strictObject({
  namespace: z.string().default("default"),
  strict: z.boolean().default(false),
  quiet: z.boolean().default(false),
  withSubcharts: z.boolean().default(false),
  kubeVersion: z.string().optional(),
  skipSchemaValidation: z.boolean().default(false),
  valueFiles: lines,
  setJson: lines,
  set: lines,
  setString: lines,
  setFile: lines,
  setLiteral: lines,
});
export type LintOptions = z.output<typeof lintOptionsSchema>;
export type LintOptionsInput = z.input<typeof lintOptionsSchema>;

/**
 * One question to a module, as JSON on its standard input. `cwd` is an absolute folder of the tree, `path` is from there
 * or absolute, and is repeated in messages as it was given. The helm module takes `info`, `template`, `lint`; the
 * kustomize module `info` and `build`.
 */
export const moduleRequestSchema = z.discriminatedUnion("op", [
  z.strictObject({ op: z.literal("info") }),
  z.strictObject({
    op: z.literal("template"),
    cwd: z.string(),
    path: z.string(),
    /** The host holds the clock still and seeds randomness for this call: `now` leaves out the running clock (ENG-36). */
    isFrozen: z.boolean().optional(),
    options: templateOptionsSchema,
  }),
  z.strictObject({ op: z.literal("lint"), cwd: z.string(), path: z.string(), options: lintOptionsSchema }),
  z.strictObject({ op: z.literal("build"), cwd: z.string(), path: z.string() }),
]);
export type ModuleRequest = z.output<typeof moduleRequestSchema>;

/**
 * At which step a module said no. `refused`: what was asked for is not had here (remote, plugin, unknown flag value);
 * `load`: the tree is no chart or base; `values`: values could not be read or set; `schema`: they break a schema;
 * `template`: a template failed; `build`: kustomize failed; `lint`: lint found errors.
 */
export const moduleFailureSchema = z.enum([
  "refused",
  "load",
  "values",
  "schema",
  "template",
  "build",
  "lint",
]);

export const lintMessageSchema = z.object({
  severity: z.enum(["error", "warning", "info"]),
  /** As lint names it: a file of the chart, or the chart's folder. */
  path: z.string(),
  text: z.string(),
});

export const templateFunctionSchema = z.object({
  name: z.string(),
  /** Go's, such as `func(string, ...interface {}) string`. */
  signature: z.string(),
});

/** What one module says of itself (ENG-19). */
export const moduleInfoSchema = z.object({
  name: z.enum(["helm", "kustomize"]),
  /** `v4.2.4`, `v5.8.1`. */
  version: z.string(),
  goVersion: z.string(),
  /** Helm's default; null of kustomize. */
  kubeVersion: z.string().nullable(),
  apiVersions: z.array(z.string()),
  functions: z.array(templateFunctionSchema),
});
export type ModuleInfo = z.output<typeof moduleInfoSchema>;

/**
 * The first line of a module's standard output; what the program prints follows it, as bytes. `stderr` is the program's
 * standard error, without what went straight to file descriptor 2: the host puts that before it (ENG-22).
 */
export const moduleAnswerSchema = z.object({
  exitCode: z.number().int(),
  /** Null where it succeeded. */
  failure: moduleFailureSchema.nullable(),
  stderr: z.string(),
  info: moduleInfoSchema.optional(),
  lint: z.array(lintMessageSchema).optional(),
});
export type ModuleAnswer = z.output<typeof moduleAnswerSchema>;

export const engineLimitSchema = z.enum(["time", "memory", "output", "busy"]);
export type EngineLimit = z.output<typeof engineLimitSchema>;

/** Why there is no output: one of a module's own, a limit of the host, or a crash of the module (ENG-37). */
export const renderFailureSchema = z.object({
  cause: z.enum([...moduleFailureSchema.options, "limit", "crash"]),
  /** Which limit, where the cause is one. */
  limit: engineLimitSchema.nullable(),
  /** One sentence or more, as Helm or Kustomize say it, without their `Error: `. */
  message: z.string(),
  /** A file of the tree, where the message names one. */
  path: z.string().nullable(),
  line: z.number().int().nullable(),
  column: z.number().int().nullable(),
});
export type RenderFailure = z.output<typeof renderFailureSchema>;

/** What a person asks a render for, of any kind; bases and bundles have no options. */
export const renderRequestSchema = z.strictObject({
  kind: artifactKindSchema,
  options: templateOptionsSchema,
  /** Wall clock fixed and randomness seeded, so that the same input prints the same (ENG-36). */
  isFrozen: z.boolean().default(false),
});
export type RenderRequest = z.output<typeof renderRequestSchema>;

/**
 * Something people should know about files, with where it is and what to do. Lines and columns count from one. `path` is
 * a file of the artifact, or null where it concerns the whole; where `isInOutput`, `line` counts in the rendered output and
 * `path` names the template it came from, as far as that is known.
 */
export const findingSchema = z.object({
  severity: z.enum(["error", "warning", "info"]),
  /** A word of a closed set, such as `yaml-syntax`, `helm-lint`, `render-failed`, `unknown-field`, `api-removed`. */
  code: z.string(),
  message: z.string(),
  /** What to do about it; empty where the message says it. */
  advice: z.string().default(""),
  path: z.string().nullable(),
  line: z.number().int().nullable(),
  column: z.number().int().nullable().default(null),
  isInOutput: z.boolean().default(false),
  /** The object it is about, `apps/v1 Deployment web`; null where it is about no object. */
  object: z.string().nullable().default(null),
  /** Kubernetes minors it holds for, such as `1.25`; empty where it holds for all. */
  kubeVersions: z.array(z.string()).default([]),
  /** The chart's own `ci/*-values.yaml` that it shows with; empty where it shows with the values of this render. */
  samples: z.array(z.string()).default([]),
});
export type Finding = z.output<typeof findingSchema>;

/** A render that ended. A failing template is an answer, not a refusal: `ok` is false and `failure` says why. */
export const renderedSchema = z.object({
  ok: z.boolean(),
  output: z.string().nullable(),
  failure: renderFailureSchema.nullable(),
  findings: z.array(findingSchema),
  /** Null of a bundle, whose documents stand as they are written. */
  engine: z.object({ name: z.enum(["helm", "kustomize"]), version: z.string() }).nullable(),
});
export type RenderedView = z.output<typeof renderedSchema>;

/** A render in the large lane. `outcome` is there once it is done; `error` where the job itself failed. */
export const renderJobSchema = z.object({
  id: z.string(),
  state: z.enum(["queued", "running", "done", "failed"]),
  outcome: renderedSchema.nullable(),
  error: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type RenderJobView = z.output<typeof renderJobSchema>;

/** Where a browser gets the engine's files: each address holds a hash of what is there. */
export const engineAddressesSchema = z.object({
  /** The maximum of memory in the modules. */
  memoryMib: z.number().int(),
  helm: z.string(),
  kustomize: z.string(),
  /** Schemas, by minor: `1.32`. */
  kubernetes: z.record(z.string(), z.string()),
});
export type EngineAddresses = z.output<typeof engineAddressesSchema>;
