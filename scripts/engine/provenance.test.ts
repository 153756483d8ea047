import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { buildFlags, linkerFlags } from "./compile-module.ts";
import { describeBytes, hashInputs, readProvenance } from "./provenance.ts";
import { MODULE_NAMES, readUpstream } from "./upstream.ts";

const engine = resolve(import.meta.dirname, "../../engine");
const provenance = readProvenance(engine);
const upstream = readUpstream(engine);
const built = MODULE_NAMES.map((name) => {
  const compressed = readFileSync(`${engine}/modules/${name}.wasm.br`);
  const raw = brotliDecompressSync(compressed);
  // Go keeps the names of functions and the list of modules in plain text, also without symbols (-s -w).
  return { name, compressed, raw, text: raw.toString("latin1"), module: new WebAssembly.Module(raw) };
});

/** The modules that Go wrote into a build, as `path version`; a replaced one by its own name. */
function linkedIn(text: string): string[] {
  const lines = text.matchAll(/\bdep\t([^\t\n]+)\t([^\t\n]+)/g);
  return [...lines].flatMap(([, path = "", version = ""]) =>
    path.startsWith("chartroom/") ? [] : `${path} ${version}`,
  );
}

describe.each(built)("the committed $name module", ({ name, compressed, raw, text, module }) => {
  it("ENG-6: is, packed and unpacked, what the provenance says", () => {
    expect(describeBytes(compressed)).toEqual(provenance.modules[name].brotli);
    expect(describeBytes(raw)).toEqual(provenance.modules[name].raw);
  });

  it("ENG-5: is within its sizes", () => {
    expect(raw.length).toBeLessThanOrEqual(20_000_000);
    expect(compressed.length).toBeLessThanOrEqual(3_500_000);
  });

  it("ENG-1: is a wasip1 reactor with one function to run", () => {
    const exported = WebAssembly.Module.exports(module).filter(({ kind }) => kind === "function");
    expect(exported.map(({ name }) => name).sort()).toEqual(["_initialize", "run"]);
    expect(provenance.buildFlags).toContain("-buildmode=c-shared");
  });

  it("ENG-5: asks its host for files, a clock and randomness: it can open no socket and start no program", () => {
    const imports = WebAssembly.Module.imports(module);
    expect(new Set(imports.map((one) => one.module))).toEqual(new Set(["wasi_snapshot_preview1"]));
    // Go's own runtime names these two, which need a socket that the host has opened. Ours opens none.
    const sockets = imports.filter((one) => one.name.startsWith("sock_"));
    expect(sockets.map((one) => one.name).sort()).toEqual(["sock_accept", "sock_shutdown"]);
    expect(imports.filter((one) => /exec|spawn|fork/.test(one.name))).toEqual([]);
  });

  it("ENG-5: links no HTTP, no TLS and no cluster's client", () => {
    expect(text).toContain("regexp.Compile"); // names of functions are there to be found
    for (const missing of [
      "net/http.",
      "crypto/tls.",
      "golang.org/x/net/http2",
      "k8s.io/api/",
      "k8s.io/client-go/",
    ])
      expect(text.split(missing).length - 1, missing).toBe(0);
  });

  it("ENG-6: holds no folder of the machine that built it, and no build id", () => {
    expect(text).not.toMatch(/\/(home|root|Users|private|tmp)\/[\w.-]+\/|Go build ID/);
  });

  it("ENG-7: was linked with the version that upstream.json gives it", () => {
    const { version, linkerVariables } = upstream.builds[name];
    expect(provenance.modules[name].version).toBe(version);
    expect(provenance.modules[name].linkerFlags).toBe(linkerFlags(engine, name));
    for (const value of Object.values(linkerVariables)) expect(text).toContain(value);
  });
});

describe("the provenance", () => {
  it("ENG-1: names the versions of Helm and Kustomize", () => {
    expect(provenance.modules).toMatchObject({
      helm: { version: "v4.2.4" },
      kustomize: { version: "v5.8.1" },
    });
    const versions = provenance.components.map(({ path, version }) => `${path} ${version}`);
    expect(versions).toContain("helm.sh/helm/v4 v4.2.4");
    expect(versions).toContain("sigs.k8s.io/kustomize/api v0.21.1");
    expect(provenance.components.find(({ path }) => path === "Go")?.version).toBe(provenance.go);
  });

  it("ENG-6: names every input as it is committed, and the flags of a reproducible build", () => {
    expect(provenance.inputs).toEqual(hashInputs(engine));
    expect(provenance.buildFlags).toEqual(buildFlags);
    expect(buildFlags).toEqual(expect.arrayContaining(["-trimpath", "-buildvcs=false"]));
    for (const { linkerFlags } of Object.values(provenance.modules))
      expect(linkerFlags).toMatch(/^-s -w -buildid= /);
  });

  it("ENG-4, ENG-6: was made with the tag that takes Kustomize's plugins out", () => {
    expect(provenance.buildFlags).toContain("-tags=kustomize_disable_go_plugin_support");
  });

  it("ENG-6: its components are the modules that Go wrote into the two builds, each with sum and licence", () => {
    const linked = new Set(built.flatMap(({ text }) => linkedIn(text)));
    const named = provenance.components.filter(({ path }) => path !== "Go");
    expect(named.map(({ path, version }) => `${path} ${version}`).sort()).toEqual([...linked].sort());
    for (const component of named) {
      expect(component.sum, component.path).toMatch(/^h1:.{43}=$/);
      expect(component.licenses, component.path).not.toEqual([]);
    }
  });

  it("ENG-6: the text of licences names every component", () => {
    const notices = readFileSync(`${engine}/modules/LICENSES.txt`, "utf8");
    const unnamed = provenance.components.filter(
      ({ path, version }) => !notices.includes(`\n${path} ${version} (`),
    );
    expect(unnamed).toEqual([]);
  });
});
