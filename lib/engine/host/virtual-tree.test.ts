import { describe, expect, it } from "vitest";
import { Errno } from "./errno.ts";
import { VirtualTree } from "./virtual-tree.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

function treeOf(entries: Record<string, string | { link: string }>) {
  const tree = new VirtualTree();
  tree.mount(
    "/work/artifact",
    Object.entries(entries).map(([path, one]) =>
      typeof one === "string" ? { path, bytes: bytes(one) } : { path, link: one.link },
    ),
  );
  tree.mount("/values", [{ path: "secret.yaml", bytes: bytes("s") }]);
  return tree;
}

/** What a path leads to, in a word. */
function lookUp(tree: VirtualTree, path: string, followLast = true) {
  const found = tree.find(tree.root, path, followLast);
  if (found.kind !== "node") return found.kind === "none" ? found.errno : found.kind;
  return found.node.type === "file" ? new TextDecoder().decode(found.node.bytes) : found.node.type;
}

describe("the virtual tree", () => {
  it("ENG-30: has /tmp, and the files that are mounted, from any spelling of their path", () => {
    const tree = treeOf({ "a/b.txt": "b" });
    expect(lookUp(tree, "/tmp")).toBe("folder");
    for (const path of ["work/artifact/a/b.txt", "/work//artifact/./a/b.txt", "work/artifact/a/../a/b.txt"])
      expect(lookUp(tree, path)).toBe("b");
    expect(lookUp(tree, "work/artifact/none")).toBe("free");
    expect(lookUp(tree, "work/none/none")).toBe(Errno.noent);
    expect(lookUp(tree, "work/artifact/a/b.txt/c")).toBe(Errno.notdir);
    expect(lookUp(tree, "work/artifact/a/b.txt/")).toBe(Errno.notdir);
  });

  it("ENG-30: nothing leads above the root", () => {
    const tree = treeOf({ "a.txt": "a" });
    expect(lookUp(tree, "../../../../work/artifact/a.txt")).toBe("a");
    expect(lookUp(tree, "../../etc/passwd")).toBe(Errno.noent);
    expect(lookUp(tree, "/dev/zero")).toBe(Errno.noent);
  });

  it("ENG-30: a link is followed inside its own artifact only", () => {
    const tree = treeOf({
      "a/b.txt": "b",
      inside: { link: "a/b.txt" },
      "a/up": { link: "../a" },
      outside: { link: "../../values/secret.yaml" },
      absolute: { link: "/values/secret.yaml" },
      through: { link: "out/../../../values/secret.yaml" },
      out: { link: "a" },
      root: { link: "/" },
    });
    const at = (path: string) => lookUp(tree, `work/artifact/${path}`);
    expect(at("inside")).toBe("b");
    expect(at("a/up/up/up/b.txt")).toBe("b");
    for (const path of ["outside", "absolute", "through", "root", "root/values/secret.yaml"])
      expect(at(path)).toBe(Errno.noent);
    expect(lookUp(tree, "work/artifact/outside", false)).toBe("link");
  });

  it("ENG-30: links in a circle end", () => {
    const tree = treeOf({ a: { link: "b" }, b: { link: "a" }, c: { link: "c/c" } });
    expect(lookUp(tree, "work/artifact/a")).toBe(Errno.loop);
    expect(lookUp(tree, "work/artifact/c")).toBe(Errno.loop);
  });

  it("ENG-30: what is mounted does not change when a module writes", () => {
    const mounted = bytes("before");
    const tree = new VirtualTree();
    tree.mount("/w", [{ path: "a", bytes: mounted }]);
    const found = tree.find(tree.root, "/w/a", true);
    if (found.kind !== "node" || found.node.type !== "file") throw new Error("not there");
    tree.own(found.node, 3);
    found.node.bytes.set(bytes("AFT"));
    expect(new TextDecoder().decode(mounted)).toBe("before");
    expect(lookUp(tree, "/w/a")).toMatch(/^AFTore/);
  });

  it("ENG-30: a path that leads out of its folder is not mounted", () => {
    const tree = new VirtualTree();
    expect(() => tree.mount("/w", [{ path: "../x", bytes: bytes("") }])).toThrow("leads out");
  });
});
