import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { parseEnv } from "./env.ts";

const parse = (over: Record<string, string>) => parseEnv({ NODE_ENV: "test", ...over });
const client = { CHARTROOM_OIDC_CLIENT_ID: "chartroom", CHARTROOM_OIDC_CLIENT_SECRET: "canary-secret" };
const issuer = { ...client, CHARTROOM_OIDC_ISSUER: "https://id.example.com" };

it("signing in is by password and, where an issuer is named, by OpenID Connect; strangers get no account", () => {
  expect(parse({})).toMatchObject({
    CHARTROOM_SIGN_IN: "both",
    CHARTROOM_OIDC_TRUST_EMAIL: false,
    CHARTROOM_OIDC_NEW_PEOPLE: "off",
  });
  expect(parse(issuer).CHARTROOM_OIDC_ISSUER).toBe("https://id.example.com");
  expect(
    parse({ ...client, CHARTROOM_OIDC_ISSUER: "http://127.0.0.1:4000" }).CHARTROOM_OIDC_ISSUER,
  ).toBeTruthy();
  expect(
    parse({ ...client, CHARTROOM_OIDC_PRESET: "gitlab", CHARTROOM_OIDC_ISSUER: "https://git.example.com" }),
  );
});

it("the client's secret may come from a file", () => {
  const file = path.join(tmpdir(), `oidc-secret-${process.pid}`);
  writeFileSync(file, "from a file\n");
  const { CHARTROOM_OIDC_CLIENT_SECRET: _, ...rest } = issuer;
  expect(parse({ ...rest, CHARTROOM_OIDC_CLIENT_SECRET_FILE: file }).CHARTROOM_OIDC_CLIENT_SECRET).toBe(
    "from a file",
  );
});

it.each<[string, Record<string, string>]>([
  ["CHARTROOM_SIGN_IN", { CHARTROOM_SIGN_IN: "sso" }],
  ["CHARTROOM_OIDC_ISSUER", { CHARTROOM_SIGN_IN: "openid" }],
  ["CHARTROOM_OIDC_ISSUER", { ...client }],
  ["CHARTROOM_OIDC_ISSUER", { ...client, CHARTROOM_OIDC_ISSUER: "id.example.com" }],
  ["CHARTROOM_OIDC_ISSUER", { ...client, CHARTROOM_OIDC_ISSUER: "http://id.example.com" }],
  ["CHARTROOM_OIDC_ISSUER", { ...client, CHARTROOM_OIDC_ISSUER: "https://user:pass@id.example.com" }],
  ["CHARTROOM_OIDC_ISSUER", { ...client, CHARTROOM_OIDC_ISSUER: "https://id.example.com/?a=1" }],
  ["CHARTROOM_OIDC_ISSUER", { ...issuer, CHARTROOM_OIDC_PRESET: "google" }],
  ["CHARTROOM_OIDC_CLIENT_ID", { CHARTROOM_OIDC_ISSUER: "https://id.example.com" }],
  ["CHARTROOM_OIDC_CLIENT_SECRET", { CHARTROOM_OIDC_PRESET: "github", CHARTROOM_OIDC_CLIENT_ID: "x" }],
  ["CHARTROOM_OIDC_PRESET", { ...client, CHARTROOM_OIDC_PRESET: "facebook" }],
  ["CHARTROOM_OIDC_TENANT", { ...client, CHARTROOM_OIDC_PRESET: "microsoft" }],
  [
    "CHARTROOM_OIDC_TENANT",
    { ...client, CHARTROOM_OIDC_PRESET: "microsoft", CHARTROOM_OIDC_TENANT: "common" },
  ],
  ["CHARTROOM_OIDC_TENANT", { ...issuer, CHARTROOM_OIDC_TENANT: "contoso.com" }],
  ["CHARTROOM_OIDC_SCOPES", { ...issuer, CHARTROOM_OIDC_SCOPES: "email profile" }],
  ["CHARTROOM_OIDC_NEW_PEOPLE", { ...issuer, CHARTROOM_OIDC_NEW_PEOPLE: "owner" }],
])("a bad %s stops the start with its name, and no value is shown", (name, over) => {
  expect(() => parse(over)).toThrow(`${name}: `);
  try {
    parse(over);
  } catch (error) {
    expect(String(error)).not.toContain("canary-secret");
  }
});
