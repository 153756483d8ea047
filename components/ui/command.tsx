import { type CommandWord, commandWords } from "./command-words.ts";
import { CopyButton } from "./copy-button.tsx";

type CommandProps = {
  /** Lines as they are typed, with continuation signs and indents. */
  text: string;
  /** What is copied, where that is another text than the one shown. */
  copyText?: string | undefined;
  what?: string | undefined;
};

/** A command to paste: the program, addresses and flags in their colours, copy at the top right. */
export function Command({ text, copyText, what = "command" }: CommandProps) {
  return (
    <div className="rounded-control border-line bg-code-bg relative flex items-start border">
      <pre className="text-code-ink text-command ligatures-none min-w-0 flex-1 py-2 pr-10 pl-3 font-mono wrap-anywhere whitespace-pre-wrap">
        {commandWords(text).map((word, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: words repeat and never move.
          <span key={place} className={colours[word.part]}>
            {word.text}
          </span>
        ))}
      </pre>
      <span className="rounded-control bg-code-bg absolute top-1 right-1">
        <CopyButton text={copyText ?? text} what={what} />
      </span>
    </div>
  );
}

const colours: Record<CommandWord["part"], string | undefined> = {
  program: "text-code-key",
  flag: "text-code-keyword",
  address: "text-code-string",
  comment: "text-code-comment",
  plain: undefined,
};
