import { env } from "#lib/env/env.ts";
import type { Mail } from "#lib/net/mail-schema.ts";

/** What a person does who was not asked about what happened to their account. */
export const NOT_YOU =
  "If this was not you, choose a new password, sign out everywhere, and tell an admin of your organization.";

export function passwordChangedMail(to: string): Mail {
  const lines = [
    "The password of your account was changed, and every other session of yours has ended.",
    NOT_YOU,
  ];
  return { to, subject: "Your password was changed", lines };
}

/** @param url works once, for `minutes` */
export function resetMail(to: string, url: string, minutes: number): Mail {
  return {
    to,
    subject: "Choose a new password",
    lines: [
      `Somebody, most likely you, asked for a new password of ${to} at ${env().CHARTROOM_PUBLIC_URL}.`,
      `The link works once, for ${minutes} minutes. If it was not you, nothing has changed and nothing is to be done.`,
    ],
    link: { label: "Choose a new password", url },
  };
}

export function secondFactorMail(to: string, now: "on" | "off" | "reset"): Mail {
  const said = {
    on: "From now on signing in with your password also asks for a code of your app.",
    off: "From now on signing in asks for your password only.",
    reset:
      "An admin has taken your second factor away, and your sessions have ended. Turn it on again under Your account.",
  };
  const subject = `Two-factor sign-in is ${now === "on" ? "on" : "off"}`;
  return { to, subject, lines: [said[now], NOT_YOU] };
}
