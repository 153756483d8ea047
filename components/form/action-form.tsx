"use client";
import { type ReactNode, useRef } from "react";
import { Banner } from "#components/ui/banner.tsx";
import type { FormAnswer, FormRefusal } from "#lib/problems/form-refusal.ts";
import { useFormAnswer } from "./use-form-answer.ts";
import { useFormSend } from "./use-form-send.ts";

export type FormAction = (before: FormAnswer, form: FormData) => Promise<FormAnswer>;

type ActionFormProps = {
  action: FormAction;
  /** Called when the deed is done and the page stays. */
  onDone?: (() => void) | undefined;
  /** Empties the fields when the deed is done: for passwords. */
  clears?: boolean | undefined;
  /** Sent along: a link's key, the way back. */
  hidden?: Record<string, string> | undefined;
  children: (state: { isSending: boolean; errors: FormRefusal["fields"] }) => ReactNode;
};

/**
 * A form whose deed runs on the server, with the refusal above it and at its fields. Works before the script is there;
 * with it, what was typed stays when the deed is refused (React empties a form after its action).
 */
export function ActionForm({ action, onDone, clears, hidden = {}, children }: ActionFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const { answer, isSending, send, sendUnscripted } = useFormSend(action);
  const refusal = answer?.kind === "refused" && !isSending ? answer.refusal : null;
  useFormAnswer(form, answer, () => {
    if (clears) form.current?.reset();
    onDone?.();
  });
  return (
    <form
      ref={form}
      action={sendUnscripted}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(new FormData(event.currentTarget));
      }}
      className="flex min-w-0 flex-col gap-4"
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {refusal ? (
        <Banner tone="danger" live title={refusal.title}>
          {refusal.hint}
          {refusal.requestId ? ` Request ${refusal.requestId}` : null}
        </Banner>
      ) : null}
      {children({ isSending, errors: refusal?.fields ?? {} })}
    </form>
  );
}
