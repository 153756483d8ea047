import { useState } from "react";
import type { FormAction } from "#components/form/action-form.tsx";
import type { QrCode, SecondFactorAnswer } from "#lib/auth/schema.ts";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";

export type ShowingAction = (before: FormAnswer, form: FormData) => Promise<SecondFactorAnswer>;

/** Shown this once: what the app is set up with, then the recovery codes. */
type Shown = { kind: "set-up"; secret: string; qr: QrCode } | { kind: "codes"; codes: string[] } | null;

/** What an action gives back to be shown once, and the action as a form takes it. */
export function useShownOnce() {
  const [shown, setShown] = useState<Shown>(null);
  const showing =
    (action: ShowingAction): FormAction =>
    async (before, form) => {
      const answer = await action(before, form);
      if (answer.kind === "refused") return answer;
      setShown(
        "codes" in answer
          ? { kind: "codes", codes: answer.codes }
          : { kind: "set-up", secret: answer.secret, qr: answer.qr },
      );
      return { kind: "done" };
    };
  return { shown, showing, forget: () => setShown(null) };
}
