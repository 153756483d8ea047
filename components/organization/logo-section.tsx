"use client";
import { Trash2, Upload } from "lucide-react";
import { useRef, useState } from "react";
import { RefusedBanner } from "#components/form/refused-banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Logo } from "#components/ui/logo.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import { notify } from "#components/ui/toast.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { useRemoveLogo, useSetLogo } from "#lib/organization/client.ts";
import { LOGO_TYPES, logoAddress } from "#lib/organization/schema.ts";

type LogoSectionProps = {
  name: string;
  slug: string;
  /** Digest of the logo. */
  initial: string | null;
};

/** Set and removed at once, apart from the form below it. */
export function LogoSection({ name, slug, initial }: LogoSectionProps) {
  const router = usePageRouter();
  const chooser = useRef<HTMLInputElement>(null);
  const [logo, setLogo] = useState(initial);
  const set = useSetLogo();
  const remove = useRemoveLogo();
  const isBusy = set.isPending || remove.isPending;
  const done = (digest: string | null, title: string) => {
    setLogo(digest);
    notify({ title, tone: "positive" });
    router.refresh();
  };
  const upload = (image: File) => {
    remove.reset();
    set.mutate(image, { onSuccess: (settings) => done(settings.logo, "The logo is set") });
  };
  const takeAway = () => {
    set.reset();
    remove.mutate(undefined, { onSuccess: () => done(null, "The logo is removed") });
  };
  return (
    <section aria-labelledby="logo" className="flex flex-col gap-3">
      <TitledRule id="logo" title="Logo" />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        {logo ? (
          <Logo src={logoAddress(slug, logo)} label={`Logo of ${name}`} />
        ) : (
          <span className="rounded-chip border-control text-ink-faint text-small flex size-12 items-center justify-center border border-dashed">
            none
          </span>
        )}
        <span className="flex flex-wrap gap-2">
          <Button
            icon={Upload}
            working={set.isPending ? "Uploading" : false}
            onClick={() => isBusy || chooser.current?.click()}
          >
            {logo ? "Replace logo" : "Upload logo"}
          </Button>
          {logo ? (
            <Button
              tone="danger"
              icon={Trash2}
              working={remove.isPending ? "Removing" : false}
              onClick={() => isBusy || takeAway()}
            >
              Remove logo
            </Button>
          ) : null}
        </span>
        <input
          ref={chooser}
          type="file"
          aria-label="Image file"
          accept={LOGO_TYPES.join(",")}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            const [image] = event.target.files ?? [];
            if (image) upload(image);
            event.target.value = ""; // The same file may be chosen again after a refusal.
          }}
        />
      </div>
      <RefusedBanner error={set.error} title="The logo was not set." />
      <RefusedBanner error={remove.error} title="The logo was not removed." />
      <p className="text-ink-muted text-small">
        PNG, JPEG or WebP of at most 256 KiB, seen by members beside the organization's name. It is set at
        once.
      </p>
    </section>
  );
}
