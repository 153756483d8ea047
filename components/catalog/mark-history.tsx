import { Undo2 } from "lucide-react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import { WordMark } from "#components/ui/word-mark.tsx";
import type { ArtifactView, MarkView } from "#lib/catalog/schema.ts";
import { versionAddress } from "#lib/ids/addresses.ts";
import { LifecycleWord } from "./lifecycle-word.tsx";

/** Every mark that a version has had, newest first; nothing where it has had none. */
export function MarkHistory({ artifact, marks }: { artifact: ArtifactView; marks: MarkView[] }) {
  if (marks.length === 0) return null;
  return (
    <section aria-labelledby="marks" className="flex flex-col gap-1">
      <TitledRule id="marks" title="History of marks" count={marks.length} />
      <ol>
        {marks.map((mark) => (
          <li key={mark.at} className="border-line flex flex-col gap-0.5 border-b py-1.75">
            <p className="flex flex-wrap items-baseline gap-x-2">
              {mark.state === "active" ? (
                <WordMark icon={Undo2}>lifted</WordMark>
              ) : (
                <LifecycleWord lifecycle={mark.state} />
              )}
              <span className="text-small text-ink-muted">
                by {mark.by.name}, <RelativeTime at={mark.at} />
                {mark.via === "api" ? ", through the API" : null}
              </span>
            </p>
            <p className="text-small wrap-anywhere whitespace-pre-line">
              {mark.reason}
              {mark.replacement ? (
                <>
                  {" "}
                  <TextLink href={versionAddress(artifact, mark.replacement)}>
                    {`Use ${mark.replacement}`}
                  </TextLink>
                </>
              ) : null}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
