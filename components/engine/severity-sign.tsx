import { Icon } from "#components/ui/icon.tsx";
import type { Finding } from "#lib/engine/schema.ts";
import { severityLooks } from "./finding-looks.ts";

/** How serious a finding is, as a sign with its word for whoever does not see it. */
export function SeveritySign({ severity }: { severity: Finding["severity"] }) {
  const { sign, tone, word } = severityLooks[severity];
  return <Icon of={sign} tone={tone} label={word} />;
}
