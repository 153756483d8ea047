import { InlineCode } from "#components/ui/inline-code.tsx";

/** A sentence in which what stands between backticks is code. */
export function Coded({ text }: { text: string }) {
  const parts = text.split("`").map((part, place) => ({ part, place, isCode: place % 2 === 1 }));
  return parts.map(({ part, place, isCode }) =>
    isCode ? <InlineCode key={place}>{part}</InlineCode> : part,
  );
}
