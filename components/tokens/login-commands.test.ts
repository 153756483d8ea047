import { expect, it } from "vitest";
import { parse } from "yaml";
import { LOGIN_CLIENTS, loginCommandOf } from "./login-commands.ts";

const secret = "crt_0123456789abcdefghijklmnopqrstuvwxyz";
const url = "https://charts.example.com:5005";
const config = {
  auths: {
    "charts.example.com:5005": {
      username: "org-token",
      password: secret,
      auth: Buffer.from(`org-token:${secret}`).toString("base64"),
    },
  },
};

it("GOH-57 GOH-59: each client's text names the host with its port and carries the secret", () => {
  for (const client of LOGIN_CLIENTS) {
    const text = loginCommandOf(client, url, secret);
    expect(text).toContain("charts.example.com:5005");
    expect(text).toContain(secret);
  }
});

it("GOH-59: config.json is what docker reads, and the Kubernetes secret holds the same", () => {
  expect(JSON.parse(loginCommandOf("config.json", url, secret))).toEqual(config);
  const manifest = parse(loginCommandOf("Kubernetes", url, secret));
  expect(manifest).toMatchObject({ kind: "Secret", type: "kubernetes.io/dockerconfigjson" });
  expect(JSON.parse(manifest.stringData[".dockerconfigjson"])).toEqual(config);
});

it("GOH-57: what is shown has no part of the secret but its prefix", () => {
  for (const client of LOGIN_CLIENTS) {
    const shown = loginCommandOf(client, url, "crt_0123…");
    expect(shown).not.toContain(Buffer.from("org-token:crt_0123").toString("base64").slice(0, 12));
  }
});
