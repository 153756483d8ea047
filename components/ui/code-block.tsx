import { CopyButton } from "./copy-button.tsx";

type CodeBlockProps = {
  text: string;
  /** Names the block for assistive technology, and what is copied. */
  what: string;
  lineNumbers?: boolean | undefined;
};

/** Plain code with a copy button; scrolls sideways inside itself. */
export function CodeBlock({ text, what, lineNumbers }: CodeBlockProps) {
  const lines = text.replace(/\n$/, "").split("\n");
  return (
    <div className="rounded-control border-line bg-code-bg relative border">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reachable by keyboard. */}
      <section aria-label={what} tabIndex={0} className="overflow-x-auto py-2 pr-10 pl-3">
        <pre className="text-code text-code-ink ligatures-none font-mono">
          {lineNumbers
            ? lines.map((line, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines repeat and never move.
                <div key={place} className="flex">
                  <span
                    aria-hidden="true"
                    className="text-code-line-no w-8 shrink-0 pr-3.5 text-right select-none"
                  >
                    {place + 1}
                  </span>
                  <span>{line || " "}</span>
                </div>
              ))
            : text}
        </pre>
      </section>
      <span className="rounded-control bg-code-bg absolute top-1 right-1">
        <CopyButton text={text} what={what} />
      </span>
    </div>
  );
}
