import { unstable_rethrow } from "next/navigation";
import { startTransition, useActionState, useState, useTransition } from "react";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";

type FormAction = (before: FormAnswer, form: FormData) => Promise<FormAnswer>;

/**
 * Sends a form to its action and keeps what it came to. An action that cannot be reached is an answer, too: the form and
 * what was typed stay, where React would put the page that failed in their place.
 */
export function useFormSend(action: FormAction) {
  // The action itself, not a function around it: only so can a form be sent before the script is there.
  const [unscripted, sendUnscripted] = useActionState(action, null);
  const [scripted, setScripted] = useState<FormAnswer>(null);
  const [isSending, startSending] = useTransition();
  const answer = scripted ?? unscripted;
  function send(form: FormData) {
    if (isSending) return;
    startSending(async () => {
      const next = await action(answer, form).catch(notSent);
      startTransition(() => setScripted(next));
    });
  }
  return { answer, isSending, send, sendUnscripted };
}

/** @throws what is no fault: the redirect that an action ends with */
function notSent(fault: unknown): FormAnswer {
  unstable_rethrow(fault);
  // Next throws fetch's own TypeError where there was no answer, and an Error with a digest where there was a fault.
  const isUnreached = fault instanceof TypeError;
  const digest = fault instanceof Error ? Reflect.get(fault, "digest") : null;
  return {
    kind: "refused",
    refusal: {
      title: isUnreached ? "The server did not answer." : "The server met a fault.",
      hint: isUnreached
        ? "Check your connection, then send this again: what you typed is still here."
        : "Send this again: what you typed is still here. If it happens again, tell whoever runs this server.",
      fields: {},
      requestId: typeof digest === "string" ? digest : null,
    },
  };
}
