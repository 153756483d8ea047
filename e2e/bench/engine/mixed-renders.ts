import { baseOf, chartOf, openLane, renderIn } from "#lib/engine/fixtures.ts";
import type { RenderInput } from "#lib/engine/types.ts";

// Renders 1,000 times in one worker and prints what the process held: run by memory.ts in a process of its own.

const RENDERS = 1_000;
const EARLY = 100;

const deployment =
  "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web, image: web}]}}}\n";
const inputs: RenderInput[] = [
  chartOf({ "templates/a.yaml": "a: {{ .Release.Name }}\n" }),
  chartOf({ "templates/a.yaml": "{{ range until 2000 }}a{{ . }}: {{ randAlphaNum 40 }}\n{{ end }}" }),
  chartOf({ "templates/a.yaml": 'a: {{ repeat 5000000 "x" | sha256sum }}\n' }),
  chartOf({ "templates/a.yaml": "a: {{ .Values.none.at.all }}\n" }),
  baseOf({ "kustomization.yaml": "resources: [a.yaml]\nnamePrefix: x-\n", "a.yaml": deployment }),
  baseOf({
    "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: p.yaml}]\n",
    "a.yaml": deployment,
    "p.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2}\n",
  }),
];
// Once in a while one that grows beyond what an instance is kept for, and one that meets a limit.
const large = chartOf({ "templates/a.yaml": 'a: {{ repeat 60000000 "x" | sha256sum }}\n' });
const tooLarge = chartOf({ "templates/a.yaml": 'a: {{ repeat 1000000000 "x" }}\n' });

const lane = openLane();
const resident: number[] = [];
for (let index = 0; index < RENDERS; index += 1) {
  const input = index % 50 === 25 ? large : index % 100 === 75 ? tooLarge : inputs[index % inputs.length];
  if (input) await renderIn(lane, input);
  resident.push(process.memoryUsage.rss());
}
lane.end();
console.log(
  JSON.stringify({
    after100: resident[EARLY - 1],
    atEnd: resident.at(-1),
    mostLater: Math.max(...resident.slice(EARLY)),
  }),
);
