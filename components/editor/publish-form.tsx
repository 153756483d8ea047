"use client";
import { Stamp } from "lucide-react";
import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { useModKey } from "#components/layout/use-mod-key.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { ClientRef } from "#lib/catalog/client.ts";
import type { ReviewView } from "#lib/catalog/draft-schema.ts";
import { brokenAt, refusalsToRepair } from "#lib/catalog/publish-policy.ts";
import type { VersionView } from "#lib/catalog/schema.ts";
import { usePublishVersion } from "#lib/catalog/write-client.ts";
import type { Finding } from "#lib/engine/schema.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import { FindingsAcknowledgement } from "./findings-acknowledgement.tsx";
import { ReleaseNotesField } from "./release-notes-field.tsx";
import { type PublishRefusal, sayPublishRefusal } from "./say-refusal.ts";
import { useFirstField } from "./use-first-field.ts";
import { useTagCheck } from "./use-tag-check.ts";
import { VersionTagField } from "./version-tag-field.tsx";

/** What a person wrote in place of the suggestions; it outlives a second review. */
export type TypedPublication = { tag: string | null; notes: string | null };

type PublishFormProps = {
  artifact: ClientRef;
  review: ReviewView;
  /** Those of the review, or of the refusal that came after it. */
  findings: readonly Finding[];
  typed: TypedPublication;
  onType: (typed: TypedPublication) => void;
  onReadFindings: () => void;
  onBlocked: (findings: readonly Finding[]) => void;
  onReviewAgain: () => void;
  onPublished: (version: VersionView) => void;
};

/** Tag, notes, what is taken on purpose, and the button that freezes the draft as a version. */
export function PublishForm(props: PublishFormProps) {
  const { artifact, review, findings, typed, onType, onReviewAgain, onPublished } = props;
  const tag = typed.tag ?? review.suggestedVersion;
  const notes = typed.notes ?? review.suggestedNotes;
  const [takesFindings, setTakesFindings] = useState(false);
  const [takesNotSemver, setTakesNotSemver] = useState(false);
  const [refusal, setRefusal] = useState<PublishRefusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useFirstField(form);
  const check = useTagCheck(artifact, tag);
  const publish = usePublishVersion(artifact);
  const modKey = useModKey();

  const typedText = { tag, notes };
  const tagRefusal = check.shape.kind === "not-semver" ? brokenAt("version", review.rules, typedText) : null;
  const notesRefusal = brokenAt("notes", review.rules, typedText);
  const refusals = refusalsToRepair(review);
  const needsNotSemver = artifact.kind === "chart" && check.shape.kind === "not-semver" && !tagRefusal;
  const needsFindings = findings.some((finding) => finding.severity !== "info");
  const changeTag = (next: string) => {
    onType({ ...typed, tag: next });
    setRefusal(null);
  };
  const blocked = whyNot({
    check,
    refusals,
    isTagRefused: tagRefusal !== null,
    isMissingNotes: notesRefusal !== null,
    isMissingFindings: needsFindings && !takesFindings,
    isMissingNotSemver: needsNotSemver && !takesNotSemver,
  });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const version = versionTagSchema.safeParse(tag);
    if (blocked || publish.isPending || !version.success) return;
    setRefusal(null);
    try {
      const acknowledge = [
        ...(needsFindings ? ["warnings" as const] : []),
        ...(needsNotSemver ? ["non-semver" as const] : []),
      ];
      onPublished(
        await publish.mutateAsync({
          version: version.data,
          notes,
          draftCommit: review.draftCommit,
          acknowledge,
        }),
      );
    } catch (error) {
      const refused = sayPublishRefusal(error, tag);
      setRefusal(refused);
      if (refused.findings.length > 0) {
        setTakesFindings(false);
        props.onBlocked(refused.findings);
        props.onReadFindings();
      }
    }
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };
  return (
    <form
      ref={form}
      onSubmit={(event) => void send(event)}
      onKeyDown={press}
      noValidate
      className="flex min-h-full flex-col gap-4 px-4.5 py-4"
    >
      <VersionTagField
        tag={tag}
        check={check}
        refusal={tagRefusal}
        latest={review.against}
        suggested={review.suggestedVersion}
        onChange={changeTag}
      />
      {needsNotSemver ? (
        <Banner tone="caution" title="Helm cannot select this version.">
          {tag} is no SemVer, so helm finds it in no index and no range.
          <Checkbox checked={takesNotSemver} onCheckedChange={(checked) => setTakesNotSemver(checked)}>
            Publish anyway
          </Checkbox>
        </Banner>
      ) : null}
      <ReleaseNotesField
        notes={notes}
        refusal={notesRefusal}
        wasSuggested={notes === review.suggestedNotes && notes !== ""}
        onChange={(next) => onType({ ...typed, notes: next })}
      />
      {refusals.length > 0 ? (
        <Banner tone="danger" title="This draft cannot be published as it is.">
          <ul className="mt-1 flex list-disc flex-col gap-1 pl-4">
            {refusals.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Banner>
      ) : null}
      {needsFindings ? (
        <FindingsAcknowledgement
          findings={findings}
          isAcknowledged={takesFindings}
          onAcknowledge={setTakesFindings}
          onRead={props.onReadFindings}
        />
      ) : null}
      <span className="flex-1" />
      {refusal ? <Refusal refusal={refusal} onRetag={changeTag} onReviewAgain={onReviewAgain} /> : null}
      <p className="text-ink-muted text-small">
        Version {tag} will keep these bytes for good. To withdraw it later, deprecate or yank it. Try it in
        development first; others pin the exact version.
      </p>
      <Button
        tone="primary"
        size="large"
        wide
        type="submit"
        icon={Stamp}
        keyHint={`${modKey} ↵`}
        working={publish.isPending && `Publishing ${tag}`}
        notAllowed={blocked}
      >
        Publish version {tag}
      </Button>
    </form>
  );
}

type Standing = {
  check: ReturnType<typeof useTagCheck>;
  refusals: readonly string[];
  isTagRefused: boolean;
  isMissingNotes: boolean;
  isMissingFindings: boolean;
  isMissingNotSemver: boolean;
};

/** Why the button does not work yet, in the words of its tooltip; false where it does. */
function whyNot(standing: Standing): string | false {
  const { check, refusals } = standing;
  if (refusals.length > 0) return "Repair what is named above first.";
  if (check.shape.kind === "empty") return "Write a version tag first.";
  if (check.shape.kind === "refused" || check.isFree === false || standing.isTagRefused)
    return "Choose another version tag first.";
  if (standing.isMissingNotes) return "Write release notes first.";
  if (standing.isMissingNotSemver) return "Say that you publish it anyway, or choose a SemVer tag.";
  return standing.isMissingFindings ? "Read the findings and take them on purpose first." : false;
}

type RefusalProps = { refusal: PublishRefusal; onRetag: (tag: string) => void; onReviewAgain: () => void };

function Refusal({ refusal, onRetag, onReviewAgain }: RefusalProps) {
  const { next } = refusal;
  return (
    <Banner tone="danger" live title={refusal.title}>
      {refusal.detail}{" "}
      {refusal.page ? (
        <TextLink href={refusal.page} target="_blank">
          Look at what is there
        </TextLink>
      ) : null}
      {refusal.fields.length > 0 ? (
        <ul className="mt-1 flex flex-col gap-1">
          {refusal.fields.map((field) => (
            <li key={`${field.path}:${field.message}`}>
              <span className="text-small font-mono">{field.path}</span> {field.message}
            </li>
          ))}
        </ul>
      ) : null}
      {next ? (
        <span className="mt-1 block">
          {next.deed === "retag" ? (
            <TextButton onClick={() => onRetag(next.tag)}>Take {next.tag}</TextButton>
          ) : (
            <TextButton onClick={onReviewAgain}>Review again</TextButton>
          )}
        </span>
      ) : null}
      {refusal.requestId && !next ? (
        <span className="text-ink-faint text-small mt-1 block">Request {refusal.requestId}</span>
      ) : null}
    </Banner>
  );
}
