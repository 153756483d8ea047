import { WordMark } from "#components/ui/word-mark.tsx";
import type { Lifecycle } from "./version-chip.tsx";

/** The lifecycle as a word beside its chip. Active has no mark. */
export function LifecycleWord({ lifecycle }: { lifecycle: Lifecycle }) {
  if (lifecycle === "active") return null;
  return <WordMark tone={lifecycle === "yanked" ? "danger" : "caution"}>{lifecycle}</WordMark>;
}
