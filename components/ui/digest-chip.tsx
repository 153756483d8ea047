import { CopyText } from "./copy-text.tsx";

/** `sha256:` faint, 12 digits; click copies the whole. */
export function DigestChip({ digest }: { digest: string }) {
  const [algorithm, hex = ""] = digest.split(":");
  return <CopyText text={digest} what="Digest" faint={`${algorithm}:`} shown={hex.slice(0, 12)} />;
}
