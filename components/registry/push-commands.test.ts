import { describe, expect, it } from "vitest";
import { pullCommands, pushCommands } from "./push-commands.ts";

const held = {
  content: "chart",
  repository: "charts.example.test:5005/payments/helm/web",
  tag: "1.4.0_b5",
  digest: `sha256:${"a".repeat(64)}`,
  chartVersion: "1.4.0+b5",
} as const;
const textOf = (commands: { client: string; text: string }[], client: string) =>
  commands.find((one) => one.client === client)?.text;

describe("commands of the registry's pages", () => {
  it("NB-17 GL-9: helm is asked for the true version, oras for the tag; host and port stand in each", () => {
    const commands = pullCommands("https://charts.example.test:5005", held);
    expect(textOf(commands, "helm")).toBe(
      "helm pull \\\n  oci://charts.example.test:5005/payments/helm/web \\\n  --version 1.4.0+b5",
    );
    expect(textOf(commands, "oras")).toContain("charts.example.test:5005/payments/helm/web:1.4.0_b5");
  });

  it("GL-8: a chart under a tag that is not its version is pulled by that tag", () => {
    const commands = pullCommands("https://a.test", { ...held, tag: "stable", chartVersion: null });
    expect(textOf(commands, "helm")).toBe(
      "helm pull \\\n  oci://charts.example.test:5005/payments/helm/web:stable",
    );
  });

  it("names clients that understand the content, and plain HTTP only where the server is without TLS", () => {
    const clients = (content: "image" | "other") =>
      pullCommands("https://a.test", { ...held, content }).map((one) => one.client);
    expect([clients("image"), clients("other")]).toEqual([
      ["docker", "crane", "by digest"],
      ["oras", "by digest"],
    ]);
    const said = (url: string) => pushCommands(url).map(({ text }) => /--plain-http|--insecure/.test(text));
    expect(said("https://a.test")).toEqual([false, false, false, false]);
    expect(said("http://localhost:3000")).toEqual([true, false, true, true]);
  });
});
