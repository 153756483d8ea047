"use client";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { CodeInput } from "#components/form/code-input.tsx";
import { CopySecret } from "#components/form/copy-secret.tsx";
import { Field } from "#components/form/field.tsx";
import { Button } from "#components/ui/button.tsx";
import type { QrCode } from "#lib/auth/schema.ts";

type SecondFactorSetUpProps = { secret: string; qr: QrCode; confirm: FormAction; onCancel: () => void };

/** What an app is set up with, and the first code of it. */
export function SecondFactorSetUp({ secret, qr, confirm, onCancel }: SecondFactorSetUpProps) {
  return (
    <ActionForm action={confirm}>
      {({ isSending, errors }) => (
        <>
          <p>
            <b>1. Set your app up.</b> Scan this with an authenticator app, or type the key into it.
          </p>
          <QrImage qr={qr} />
          <CopySecret secret={secret} what="key" />
          <p>
            <b>2. Show that it works.</b> Nothing is asked for until then.
          </p>
          <Field label="Code" hint="The six digits that the app shows now." error={errors.code}>
            {(ids) => (
              <CodeInput
                {...ids}
                name="code"
                inputMode="numeric"
                autoComplete="one-time-code"
                autoFocus
                required
              />
            )}
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button type="submit" tone="primary" working={isSending && "Turning on"}>
              Turn on
            </Button>
            <Button tone="quiet" onClick={onCancel}>
              Cancel
            </Button>
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** Black on white in every theme: that is what cameras read. */
function QrImage({ qr: { size, path } }: { qr: QrCode }) {
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label="QR code for your app; the key below says the same"
      className="rounded-control border-line-strong size-48 border"
    >
      <rect width={size} height={size} fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}
