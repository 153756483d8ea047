"use client";
import { Ban, TriangleAlert, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Field } from "#components/form/field.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { notify } from "#components/ui/toast.tsx";
import type { ArtifactView, VersionView } from "#lib/catalog/schema.ts";
import { MAX_REASON, SAY_WHY } from "#lib/catalog/types.ts";
import { useMarkVersion } from "#lib/catalog/write-client.ts";
import { displayName } from "#lib/ids/ids.ts";
import { fieldErrors } from "./field-errors.ts";
import { type MarkDeed, STATE_AFTER, sayDeed } from "./mark-deeds.ts";
import { ReplacementField } from "./replacement-field.tsx";
import { YankConsequences } from "./yank-consequences.tsx";

const looks = {
  deprecate: { icon: TriangleAlert, iconTone: "caution", tone: "primary", working: "Deprecating" },
  yank: { icon: Ban, iconTone: "danger", tone: "danger-filled", working: "Yanking" },
  lift: { icon: Undo2, iconTone: "muted", tone: "primary", working: "Lifting" },
} as const;

const REASON_HINTS: Record<MarkDeed, string> = {
  deprecate: "Shown on its page and told to whoever pulls it.",
  yank: "Shown on its page and told to whoever still pulls it.",
  lift: "Kept in the history of its marks.",
};

type MarkDialogProps = {
  artifact: ArtifactView;
  version: VersionView;
  deed: MarkDeed;
  onClose: () => void;
};

/** NB-6: sets or lifts the mark of a version, with a reason, and says what follows from it. */
export function MarkDialog({ artifact, version, deed, onClose }: MarkDialogProps) {
  const router = useRouter();
  const mark = useMarkVersion(artifact, version.version);
  const { lifecycle } = version;
  // A mark that is changed begins with what it says; lifting one has a reason of its own.
  const isChange = lifecycle.state === STATE_AFTER[deed];
  const [reason, setReason] = useState(isChange ? (lifecycle.reason ?? "") : "");
  const [replacement, setReplacement] = useState(deed === "lift" ? "" : (lifecycle.replacement ?? ""));
  const [isReasonMissing, setIsReasonMissing] = useState(false);
  const errors = fieldErrors(mark.error);
  const label = sayDeed(deed, version);
  const look = looks[deed];
  const send = () => {
    setIsReasonMissing(reason.trim() === "");
    if (reason.trim() === "") return;
    mark.mutate(
      { state: STATE_AFTER[deed], reason, ...(replacement ? { replacement } : {}) },
      {
        onSuccess: ({ lifecycle: { state } }) => {
          onClose();
          router.refresh();
          const now = state === "active" ? "active again" : state;
          notify({ title: `${displayName(artifact)} ${version.version} is ${now}`, tone: "positive" });
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={label}
      icon={look.icon}
      iconTone={look.iconTone}
      size={deed === "yank" ? "wide" : "default"}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      footNote={deed === "lift" ? null : "This can be undone; the history of marks keeps it."}
      foot={
        <>
          <Button tone="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" tone={look.tone} working={mark.isPending ? look.working : false}>
            {label}
          </Button>
        </>
      }
    >
      <Stack gap="medium">
        {errors.form ? (
          <Banner tone="danger" live title="The mark was not changed.">
            {errors.form}
          </Banner>
        ) : null}
        <Consequences artifact={artifact} version={version} deed={deed} />
        <Field
          label="Reason"
          hint={REASON_HINTS[deed]}
          error={isReasonMissing && reason.trim() === "" ? SAY_WHY : errors.reason}
        >
          {(ids) => (
            <Textarea
              {...ids}
              name="reason"
              rows={2}
              maxLength={MAX_REASON}
              required
              data-autofocus
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {deed === "lift" ? null : (
          <ReplacementField
            artifact={artifact}
            version={version}
            value={replacement}
            error={errors.replacement}
            onChange={setReplacement}
          />
        )}
      </Stack>
    </Dialog>
  );
}

function Consequences({ artifact, version, deed }: Omit<MarkDialogProps, "onClose">) {
  if (deed === "yank") return <YankConsequences artifact={artifact} version={version} />;
  if (deed === "deprecate")
    return (
      <p className="text-ink-muted">
        Nothing steps over it: ranges and latest select it as before. Whoever looks at it or pulls it is told.
      </p>
    );
  return (
    <p className="text-ink-muted">
      {version.lifecycle.state === "yanked"
        ? "From the next request on, lists of tags and version ranges have it again; where it is the highest stable version, it is the latest."
        : "Whoever looks at it or pulls it is no longer told to take another version."}
    </p>
  );
}
