import { cx } from "#components/ui/cx.ts";
import { type ChangedFile, changeLetters } from "./changed-file.ts";

const tones = {
  added: "text-added-ink",
  modified: "text-modified-ink",
  removed: "text-removed-ink",
  renamed: "text-info",
};

/** A, M, D or R in its colour; its word is said to who does not see it. */
export function ChangeLetter({ change }: { change: ChangedFile["change"] }) {
  return (
    <abbr
      title={change}
      className={cx("w-3 shrink-0 text-center font-heavy text-micro no-underline", tones[change])}
    >
      <span aria-hidden="true">{changeLetters[change]}</span>
      <span className="sr-only">{change}</span>
    </abbr>
  );
}
