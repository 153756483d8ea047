import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { packedTree } from "../../../e2e/charts.ts";
import { LanguageBrain } from "./language-brain.ts";
import { unpackChart } from "./unpack-chart.ts";

const long = `templates/${"a-long-name-".repeat(12)}.yaml`;

it("reads the texts of a packed subchart, and leaves what is no package alone", async () => {
  const files: [string, string | Buffer][] = [
    ["Chart.yaml", "name: redis\n"],
    ["values.yaml", "# Where it listens.\nport: 6379\n"],
    [long, "x: 1\n"],
    ["logo.png", Buffer.from([0x89, 0x50, 0, 1])],
  ];
  const texts = unpackChart(await packedTree(files, "redis"));
  expect(texts.map(({ path }) => path)).toEqual(["Chart.yaml", "values.yaml", long]);
  expect(unpackChart(Buffer.from("no package at all, but long enough"))).toEqual([]);
  expect(unpackChart((await packedTree(files, "redis")).subarray(0, 200))).toEqual([]);
});

it("does not unpack what grows beyond its bound", () => {
  expect(unpackChart(gzipSync(Buffer.alloc(17 * 1024 * 1024)))).toEqual([]);
});

it("ENG-19: offers the values of a subchart that is still packed", async () => {
  const brain = new LanguageBrain("chart", () => Promise.resolve(null));
  const packed = await packedTree(
    [
      ["Chart.yaml", "name: redis\n"],
      ["values.yaml", "# Where it listens.\nport: 6379\n"],
    ],
    "redis",
  );
  brain.setText("Chart.yaml", "name: shop\n");
  brain.setFile("charts/redis-1.0.0.tgz", packed);
  brain.setText("templates/a.yaml", "{{ .Values.redis. }}");
  const [port] = await brain.complete({ path: "templates/a.yaml", offset: 17 });
  expect(port?.documentation).toContain("Set in charts/redis-1.0.0.tgz/values.yaml:2");
  brain.setFile("charts/redis-1.0.0.tgz", null);
  expect(await brain.complete({ path: "templates/a.yaml", offset: 17 })).toEqual([]);
});
