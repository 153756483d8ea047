import { describe, expect, it } from "vitest";
import { readValues } from "./read-values.ts";

const text = `# -- Pods when autoscaling is off
replicaCount: 2

# Where the image is.
#
# Without tag.
image:
  repository: nginx # from the hub
  tag: ""
tolerations: []
"a.b": true
ratio: 0.5
nothing:
`;

describe("readValues", () => {
  it("CAT-10: gives each leaf its path, type, default and comment, in the order of the file", () => {
    expect(readValues(text)?.rows).toEqual([
      { key: "replicaCount", type: "integer", value: "2", meaning: "Pods when autoscaling is off" },
      { key: "image.repository", type: "string", value: '"nginx"', meaning: "from the hub" },
      { key: "image.tag", type: "string", value: '""', meaning: "" },
      { key: "tolerations", type: "list", value: "[]", meaning: "" },
      { key: "a\\.b", type: "boolean", value: "true", meaning: "" },
      { key: "ratio", type: "number", value: "0.5", meaning: "" },
      { key: "nothing", type: "null", value: "null", meaning: "" },
    ]);
  });
  it("tells a file without values from one that cannot be read", () => {
    expect(readValues("")).toEqual({ rows: [], omitted: 0 });
    expect(readValues("- a\n")).toBeNull();
    expect(readValues("a: [")).toBeNull();
  });
});
