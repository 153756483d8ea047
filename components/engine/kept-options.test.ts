import { describe, expect, it } from "vitest";
import { parseKept, withAddress, writeToAddress } from "./kept-options.ts";
import { type PreviewOptions, plainOptions } from "./preview-options.ts";

const chosen: PreviewOptions = {
  ...plainOptions,
  releaseName: "shop",
  kubeVersion: "1.34",
  valueFiles: ["ci/a-values.yaml", "b.yaml"],
  ownValues: "password: x\n",
  setLines: [{ flag: "set-json", text: "a=[1]" }],
  isFrozen: true,
};

describe("what is kept of a preview", () => {
  it("comes back as it was, and anything else is as if nothing was kept", () => {
    const kept = { options: chosen, view: "objects" as const };
    expect(parseKept(JSON.stringify(kept))).toEqual(kept);
    const plain = { options: plainOptions, view: "whole" };
    for (const text of [
      null,
      "",
      "{",
      "[]",
      "7",
      `{"options":{"valueFiles":[1],"setLines":[{"flag":"x"}],"releaseName":""}}`,
    ])
      expect(parseKept(text)).toEqual(plain);
  });

  it("GOH-22: a copied address shows a colleague the same, and holds no values that were typed", () => {
    const search = writeToAddress("?file=a/b.yaml&values=old.yaml", chosen);
    expect(search).toBe(
      "?file=a/b.yaml&values=ci/a-values.yaml&values=b.yaml&release=shop&kube=1.34&frozen=1",
    );
    expect(withAddress(plainOptions, search)).toEqual({ ...chosen, ownValues: "", setLines: [] });
    expect(writeToAddress("?file=a/b.yaml&release=shop", plainOptions)).toBe("?file=a/b.yaml");
    expect(withAddress(chosen, "?file=a.yaml")).toEqual(chosen);
  });
});
