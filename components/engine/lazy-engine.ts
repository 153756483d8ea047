import type { ModuleInfo } from "#lib/engine/schema.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import type { PreviewEngine } from "./preview-store.ts";

export type LazyEngine = PreviewEngine & {
  info(name: ModuleInfo["name"]): Promise<ModuleInfo>;
  /** The minors of Kubernetes that the product knows, newest first. */
  kubeVersions(): Promise<readonly string[]>;
  close(): void;
};

/** The browser's engine, whose code comes after that of the page. */
export function lazyEngine(kind: ArtifactKind): LazyEngine {
  const opened = import("#lib/engine/client.ts").then(({ openEngine }) => openEngine(kind));
  return {
    ready: opened.then((engine) => engine.ready),
    render: async (input, signal) => (await opened).render(input, signal),
    lint: async (input, signal) => (await opened).lint(input, signal),
    info: async (name) => (await opened).info(name),
    kubeVersions: async () => {
      const { engineAddresses } = await import("#lib/engine/client.ts");
      const { kubernetes } = await engineAddresses();
      return Object.keys(kubernetes).sort((one, other) => minorNumber(other) - minorNumber(one));
    },
    close: () => void opened.then((engine) => engine.close()),
  };
}

const minorNumber = (version: string) => Number(version.split(".")[1] ?? 0);
