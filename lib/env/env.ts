import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { orgSlugSchema } from "#lib/ids/name-schemas.ts";
import { durationSchema } from "./duration.ts";
import { networksSchema } from "./networks.ts";
import { findOpenIdFaults, openIdSettings } from "./openid-settings.ts";
import { outboundAllowSchema } from "./outbound-allow.ts";
import { processWide } from "./process-wide.ts";
import { parseS3Address, S3AddressError } from "./s3-address.ts";

const UNITS: Record<string, number> = { "": 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };

/** `4MiB` → bytes. */
const sizeSchema = z
  .string()
  .regex(/^\d+(KiB|MiB|GiB)?$/, "must be a number of bytes, or one with KiB, MiB or GiB, such as 4MiB")
  .transform((text) => {
    const digits = Number.parseInt(text, 10);
    return digits * (UNITS[text.slice(String(digits).length)] ?? 1);
  });

/** A module starts with less, and addresses no more. */
const engineMemorySchema = sizeSchema.refine(
  (bytes) => bytes >= 128 * 1024 ** 2 && bytes <= 4096 * 1024 ** 2,
  "must be between 128MiB and 4GiB",
);

/** Requests a minute; null: no limit. */
const rateLimitSchema = z
  .string()
  .regex(/^(off|[1-9]\d{0,6})$/, "must be a number of requests a minute, such as 300, or off")
  .transform((text) => (text === "off" ? null : Number(text)));

const secretSchema = z.string().min(32, "must have at least 32 characters");

/** One key or several, the newest first: the first seals, all open. */
const secretKeysSchema = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .refine(
    (keys) => keys.length > 0 && keys.every((key) => key.length >= 32),
    "must have at least 32 characters in each key",
  );

/** A proxy that speaks CONNECT. */
const proxySchema = z.url({
  protocol: /^https?$/,
  error: "must be an address such as http://proxy.example.com:3128",
});

/** A folder, or the address of a bucket. */
const blobStoreSchema = z.string().superRefine((text, context) => {
  try {
    parseS3Address(text);
  } catch (error) {
    if (!(error instanceof S3AddressError)) throw error;
    context.addIssue({ code: "custom", message: error.message });
  }
});

const envSchema = z.object({
  ...openIdSettings,
  NODE_ENV: z.string().default("production"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgresql://")
    .optional(),
  BLOB_STORE: blobStoreSchema.optional(),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
  AWS_ENDPOINT_URL_ECR: z.url({ protocol: /^https?$/ }).optional(),
  CHARTROOM_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  CHARTROOM_OWNER_EMAIL: z.email().optional(),
  CHARTROOM_OWNER_PASSWORD: z.string().min(12, "must have at least 12 characters").optional(),
  CHARTROOM_ORG: orgSlugSchema.default("default"),
  AUTH_SECRET: secretSchema.optional(),
  CHARTROOM_SECRET_KEY: secretKeysSchema.optional(),
  CHARTROOM_OUTBOUND_ALLOW: outboundAllowSchema,
  HTTPS_PROXY: proxySchema.optional(),
  HTTP_PROXY: proxySchema.optional(),
  NO_PROXY: z.string().default(""),
  CHARTROOM_RATE_LIMIT: rateLimitSchema.default(300),
  CHARTROOM_RATE_LIMIT_EXEMPT: networksSchema,
  CHARTROOM_TRUSTED_PROXIES: networksSchema,
  CHARTROOM_MAX_MANIFEST: sizeSchema.default(4 * 1024 ** 2),
  CHARTROOM_MAX_CATALOG_BLOB: sizeSchema.default(100 * 1024 ** 2),
  CHARTROOM_MAX_PLAIN_BLOB: sizeSchema.default(10 * 1024 ** 3),
  CHARTROOM_ANONYMOUS_CATALOG: z
    .enum(["on", "off"])
    .default("off")
    .transform((text) => text === "on"),
  CHARTROOM_SLOW_CLIENT_SECONDS: z.coerce.number().int().min(1).max(3600).default(60),
  CHARTROOM_COLLECTION_GRACE: z
    .union([z.literal("off").transform(() => null), durationSchema])
    .default(24 * 3600 * 1000),
  CHARTROOM_ENGINE_WORKERS: z.coerce.number().int().min(1).max(64).optional(),
  CHARTROOM_ENGINE_MEMORY: engineMemorySchema.default(512 * 1024 ** 2),
  CHARTROOM_ENGINE_LARGE_MEMORY: engineMemorySchema.default(2560 * 1024 ** 2),
  CHARTROOM_ENGINE_BROWSER_MEMORY: engineMemorySchema.default(512 * 1024 ** 2),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must begin with smtp:// or smtps://" }).optional(),
  CHARTROOM_MAIL_FROM: z
    .string()
    .max(320)
    .regex(/^[^\p{Cc}@]*@[^\p{Cc}@\s]+$/u, "must be one address, such as Chartroom <charts@example.com>")
    .optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});
type Settings = z.output<typeof envSchema>;
export type Env = Settings & { AUTH_SECRET: string; CHARTROOM_PUBLIC_URL: string; BLOB_STORE: string };

/** Settings that may also come from a file, named by `<NAME>_FILE`. */
const SECRETS = [
  "DATABASE_URL",
  "CHARTROOM_OWNER_PASSWORD",
  "AUTH_SECRET",
  "CHARTROOM_SECRET_KEY",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "CHARTROOM_OIDC_CLIENT_SECRET",
  "SMTP_URL",
];

/** Settings that other programs write in lower case, too. */
const ALSO_LOWER_CASE = ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"];

/** A setting that cannot be used; its message names each one, and never shows a value. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

function withSecretFiles(source: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const all: Record<string, string | undefined> = { ...source };
  // An empty variable is how shells and compose files say "not set".
  for (const [name, value] of Object.entries(all)) if (value === "") delete all[name];
  for (const name of ALSO_LOWER_CASE) all[name] ??= all[name.toLowerCase()];
  for (const name of SECRETS) {
    const file = all[`${name}_FILE`];
    if (all[name] !== undefined || file === undefined) continue;
    if (!existsSync(file)) throw new SettingsError(`${name}_FILE: there is no file ${file}.`);
    all[name] = readFileSync(file, "utf8").trim();
  }
  return all;
}

/** Parses settings. @throws SettingsError naming every bad one */
export function parseEnv(source: NodeJS.ProcessEnv): Settings {
  const parsed = envSchema.safeParse(withSecretFiles(source));
  const faults = parsed.success ? findOpenIdFaults(parsed.data) : [];
  if (parsed.success && faults.length === 0) return parsed.data;
  const lines = [
    ...faults.map(({ name, message }) => `${name}: ${message}`),
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`),
  ];
  throw new SettingsError(`Settings that cannot be used:\n  ${lines.join("\n  ")}`);
}

/** A secret made at first start and kept in the data folder, so that restarts keep sessions. */
function keptSecret(dataDir: string, name: string): string {
  const file = path.join(dataDir, `${name}.key`);
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
    try {
      writeFileSync(file, secret, { mode: 0o600, flag: "wx" });
    } catch (error) {
      if (!existsSync(file)) throw error; // Another process made it first: its secret is the one.
    }
  }
  return readFileSync(file, "utf8").trim();
}

/** The settings of this process, read once. */
export function env(): Env {
  return processWide("env", () => {
    const settings = parseEnv(process.env);
    return {
      ...settings,
      BLOB_STORE: settings.BLOB_STORE ?? path.join(settings.DATA_DIR, "blobs"),
      CHARTROOM_PUBLIC_URL: (settings.CHARTROOM_PUBLIC_URL ?? `http://localhost:${settings.PORT}`).replace(
        /\/$/,
        "",
      ),
      AUTH_SECRET: settings.AUTH_SECRET ?? keptSecret(settings.DATA_DIR, "auth-secret"),
    };
  });
}

/** What next-auth reads from the environment by itself. */
export function tellNextAuth(secret: string, publicUrl: string): void {
  process.env.NEXTAUTH_SECRET = secret;
  process.env.NEXTAUTH_URL = publicUrl;
}

/** What a child process gets: our environment, with `over` on top. */
export function childEnvironment(over: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...over };
}
