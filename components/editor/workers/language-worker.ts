import { api } from "#lib/browser/api.ts";
import { KUBE_VERSIONS, nearestMinor } from "#lib/engine/findings/kube-versions.ts";
import { type KubernetesSchemas, kubernetesSchemasSchema } from "#lib/engine/findings/kubernetes-schemas.ts";
import { engineAddressesSchema } from "#lib/engine/schema.ts";
import { LanguageBrain } from "../completion/language-brain.ts";
import type { LanguageAnswer, LanguageMessage } from "../completion/messages.ts";

const loading = new Map<string, Promise<KubernetesSchemas | null>>();
/** The version that the artifact is rendered for; null: the newest there is. */
let chosen: string | null = null;

/** The schemas of the chosen minor, once. Where they cannot be had, the next question tries again. */
function loadSchemas(): Promise<KubernetesSchemas | null> {
  const minor = chosen === null ? (KUBE_VERSIONS.at(-1) ?? "") : nearestMinor(chosen);
  const schemas = loading.get(minor) ?? loadMinor(minor);
  loading.set(minor, schemas);
  return schemas.catch(() => {
    loading.delete(minor);
    return null;
  });
}

async function loadMinor(minor: string): Promise<KubernetesSchemas | null> {
  const { kubernetes } = await api.get("/engine/addresses.json", engineAddressesSchema);
  const address = kubernetes[minor];
  return address === undefined ? null : api.get(address, kubernetesSchemasSchema);
}

let brain = new LanguageBrain("chart", loadSchemas);

self.addEventListener("message", ({ data }: MessageEvent<LanguageMessage>) => {
  if ("ask" in data) {
    void answer(data).then((found) => {
      const message: LanguageAnswer = { serial: data.serial, answer: found };
      self.postMessage(message);
    });
  } else take(data);
});

function take(told: Extract<LanguageMessage, { tell: string }>): void {
  switch (told.tell) {
    case "start":
      brain = new LanguageBrain(told.kind, loadSchemas);
      break;
    case "files":
      for (const entry of told.changed) brain.setFile(entry.path, "bytes" in entry ? entry.bytes : null);
      for (const path of told.removed) brain.setFile(path, null);
      break;
    case "text":
      brain.setText(told.path, told.text);
      break;
    case "kubernetes":
      chosen = told.version;
      break;
    case "functions":
      brain.setSignatures(told.functions);
      break;
  }
}

async function answer(asked: Extract<LanguageMessage, { ask: string }>): Promise<unknown> {
  try {
    return asked.ask === "text" ? brain.textOf(asked.path) : await brain[asked.ask](asked);
  } catch {
    // A file that cannot be understood gets no help with writing; what is wrong with it stands in the findings.
    return null;
  }
}
