import { describe, expect, it } from "vitest";
import { DraftFiles } from "./draft-files.ts";
import type { EditorDoors } from "./editor-doors.ts";
import { startEditor, textOf } from "./editor-state.ts";
import { EditorStore } from "./editor-store.ts";
import { unsavedChanges } from "./workspace.ts";

const TEXTS: Readonly<Record<string, string>> = {
  "kustomization.yaml": "resources:\n- map.yaml\n- other.yaml\n",
  "map.yaml": "kind: ConfigMap\n",
  "other.yaml": "kind: Secret\n",
};

/** A base whose server can go and come back. */
function aBase() {
  const saved = Object.keys(TEXTS).map((path) => ({ path, size: TEXTS[path]?.length ?? 0, sha: path }));
  const store = new EditorStore(startEditor("c1", saved));
  const server = { isGone: false };
  const never = () => Promise.reject(new Error("not asked here"));
  const doors: EditorDoors = {
    loadFile: async (path) => {
      if (server.isGone) throw new Error("The server did not answer.");
      return { kind: "text", text: TEXTS[path] ?? "" };
    },
    loadBytes: never,
    loadCommit: never,
    loadDraft: never,
    saveDraft: never,
    importArchive: never,
    scaffoldDraft: never,
  };
  const read = (path: string) => {
    const file = store.get().workspace.files.get(path);
    return file ? textOf(store.get(), file) : null;
  };
  return { store, server, files: new DraftFiles(store, doors), read };
}

describe("deeds on the files of a base", () => {
  it("GOH-37: a moved file is followed", async () => {
    const { files, read } = aBase();
    expect(await files.move("map.yaml", "maps/map.yaml")).toBeNull();
    expect(read("kustomization.yaml")).toBe("resources:\n- maps/map.yaml\n- other.yaml\n");
  });

  it("GOH-37: where the kustomization cannot be loaded nothing is done, and it is said why", async () => {
    const { store, server, files, read } = aBase();
    server.isGone = true;
    const refusal =
      "kustomization.yaml, which has to follow, could not be loaded. The server did not answer.";
    expect(await files.move("map.yaml", "maps/map.yaml")).toBe(refusal);
    expect(await files.remove("map.yaml")).toEqual({ kind: "refused", detail: refusal });
    expect(await files.make("new.yaml", { kind: "text", text: "" }, "kustomization.yaml")).toBe(refusal);
    expect(await files.duplicate("map.yaml", "copy.yaml")).toBe("map.yaml could not be read.");
    expect(unsavedChanges(store.get().workspace).size).toBe(0);

    server.isGone = false;
    expect(await files.move("map.yaml", "maps/map.yaml")).toBeNull();
    expect(read("kustomization.yaml")).toBe("resources:\n- maps/map.yaml\n- other.yaml\n");
  });

  it("GOH-37: a deletion is taken back with the kustomization as it was", async () => {
    const { store, files, read } = aBase();
    const removal = await files.remove("other.yaml");
    expect(read("kustomization.yaml")).toBe("resources:\n- map.yaml\n");
    if (removal.kind === "removed") removal.undo();
    expect(read("kustomization.yaml")).toBe(TEXTS["kustomization.yaml"]);
    expect(store.get().workspace.files.has("other.yaml")).toBe(true);
  });
});
