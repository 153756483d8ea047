import { expect } from "@playwright/test";
import { aName } from "../fixtures.ts";
import type { Api } from "../server.ts";

/** Charts with one mistake each, at a line that a test can name. */

export type Files = Readonly<Record<string, string>>;

const lines = (...text: string[]) => `${text.join("\n")}\n`;

/** The line that holds this text, from 1. */
export function lineOf(text: string, words: string): number {
  const at = text.split("\n").findIndex((line) => line.includes(words));
  if (at < 0) throw new Error(`No line holds ${words}.`);
  return at + 1;
}

export const soundDeployment = lines(
  "apiVersion: apps/v1",
  "kind: Deployment",
  "metadata:",
  "  name: {{ .Release.Name }}",
  "spec:",
  "  replicas: {{ .Values.replicas }}",
  "  selector:",
  "    matchLabels:",
  "      app: web",
  "  template:",
  "    metadata:",
  "      labels:",
  "        app: web",
  "    spec:",
  "      containers:",
  "        - name: web",
  "          image: nginx:1.27",
  "          imagePullPolicy: Always",
);

/** A chart without a finding. */
export const soundChart = (name: string, version = "0.1.0"): Files => ({
  "Chart.yaml": lines(
    "apiVersion: v2",
    `name: ${name}`,
    "description: A chart for tests",
    "type: application",
    `version: ${version}`,
    "icon: https://example.test/icon.png",
  ),
  "values.yaml": lines("# How many pods run.", "replicas: 1"),
  "templates/deployment.yaml": soundDeployment,
});

export const unknownField = soundDeployment.replace("imagePullPolicy", "imagePullPolice");
export const wrongType = soundDeployment.replace("{{ .Values.replicas }}", "{{ .Values.replicas | quote }}");
export const templateError = soundDeployment.replace(".Release.Name }}", '.Release.Name | nosuch "x" }}');
export const removedApi = lines(
  "apiVersion: policy/v1beta1",
  "kind: PodDisruptionBudget",
  "metadata:",
  "  name: web",
  "spec:",
  "  minAvailable: 1",
);
export const strictSchema = `${JSON.stringify(
  { type: "object", properties: { replicas: { type: "integer", maximum: 3 } } },
  null,
  2,
)}\n`;

/** An artifact whose draft holds these files. */
export async function draftOfFiles(api: Api, files: (name: string) => Files): Promise<string> {
  const name = aName("found");
  expect((await api.post("/org-charts", { name })).status).toBe(201);
  await putFiles(api, name, files(name));
  return name;
}

/** One commit that puts these files. */
export async function putFiles(api: Api, name: string, files: Files): Promise<void> {
  const { body } = await api.get<{ commit: string | null }>(`/org-charts/${name}/draft`);
  const changes = Object.entries(files).map(([path, content]) => ({ op: "put", path, content }));
  const input = { parent: body.commit, message: "Put files", changes };
  expect((await api.post(`/org-charts/${name}/draft/commits`, input)).status).toBe(201);
}
