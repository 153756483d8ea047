import { api } from "#lib/browser/api.ts";
import { type KubernetesSchemas, kubernetesSchemasSchema } from "#lib/engine/findings/kubernetes-schemas.ts";
import { engineAddressesSchema } from "#lib/engine/schema.ts";
import { LanguageBrain } from "../completion/language-brain.ts";
import type { LanguageAnswer, LanguageMessage } from "../completion/messages.ts";

let loading: Promise<KubernetesSchemas | null> | null = null;

/** The newest minor's schemas, once. Where they cannot be had, the next question tries again. */
function loadSchemas(): Promise<KubernetesSchemas | null> {
  loading ??= loadNewest().catch(() => {
    loading = null;
    return null;
  });
  return loading;
}

async function loadNewest(): Promise<KubernetesSchemas | null> {
  const { kubernetes } = await api.get("/engine/addresses.json", engineAddressesSchema);
  const minorOf = (version: string) => Number(version.split(".")[1]);
  const [newest] = Object.entries(kubernetes).toSorted(([a], [b]) => minorOf(b) - minorOf(a));
  return newest ? api.get(newest[1], kubernetesSchemasSchema) : null;
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
