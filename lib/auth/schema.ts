import { z } from "zod";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";
import type { SignInMethod } from "./types.ts";

/** The one name people sign in with: compared without regard to case. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "Use at most 254 characters.")
  .pipe(z.email("Give an e-mail address, such as ada@example.com."));

export const MIN_PASSWORD = 12;
/** Longer ones only cost time to hash. */
const MAX_PASSWORD_BYTES = 1024;

/** Length is what makes a password hard to guess: no rule asks for odd characters. */
export const passwordSchema = z
  .string()
  .refine((text) => [...text].length >= MIN_PASSWORD, { error: `Use at least ${MIN_PASSWORD} characters.` })
  .refine((text) => new TextEncoder().encode(text).length <= MAX_PASSWORD_BYTES, {
    error: `Use at most ${MAX_PASSWORD_BYTES} bytes.`,
  });

export const personNameSchema = z
  .string()
  .trim()
  .min(1, "Give your name, as others should see it.")
  .max(100, "Use at most 100 characters.")
  .regex(/^[^\p{C}<>]*$/u, "Use visible characters, without < and >: the name also stands in commits.");

/** What the sign-in form sends. Rules for new passwords are not for old ones: those only have to be right. */
export const signInSchema = z.object({
  email: z.string().trim().min(1, "Give the e-mail that you sign in with.").max(1000),
  password: z.string().min(1, "Give your password.").max(5000),
});

export const changePasswordSchema = z.object({ current: z.string().max(5000), password: passwordSchema });
export type ChangePasswordInput = z.output<typeof changePasswordSchema>;

export const changeProfileSchema = z.object({ name: personNameSchema });
export type ChangeProfileInput = z.output<typeof changeProfileSchema>;

/** One of one's own sessions, as `/settings/account` lists them. */
export type SessionView = {
  id: string;
  how: SignInMethod;
  /** The browser in words. */
  client: string;
  /** Where it was last seen. */
  address: string;
  /** ISO times. */
  createdAt: string;
  seenAt: string;
  /** Whether it is the one that asks. */
  isCurrent: boolean;
};

/** One's own second factor. */
export type SecondFactorView = {
  /** ISO time; null: off. */
  onSince: string | null;
  /** Recovery codes that were not used. */
  codesLeft: number;
  /** Whether one can prove who one is by a password; else by a code. */
  hasPassword: boolean;
};

/** A code of the app, or a recovery code. */
export const codeSchema = z.object({ code: z.string().trim().min(1, "Type the code.").max(100) });

/** What lowering the guard of an account asks for: one of the two. */
export const proveAgainSchema = z
  .object({ password: z.string().max(5000).optional(), code: z.string().trim().max(100).optional() })
  .refine(({ password, code }) => Boolean(password || code), {
    error: "Give your password or a code.",
    path: ["password"],
  });
export type ProveAgainInput = z.output<typeof proveAgainSchema>;

/** The password of who has one. */
export const beginSecondFactorSchema = z.object({ password: z.string().max(5000).optional() });
export type BeginSecondFactorInput = z.output<typeof beginSecondFactorSchema>;

export const forgotPasswordSchema = z.object({ email: emailSchema });

/** A square of `size` modules with the dark ones as the path of an SVG. */
export type QrCode = { size: number; path: string };

/** What the page gets while a second factor is being set up, and once it is. */
export type SecondFactorAnswer =
  | { kind: "done"; secret: string; qr: QrCode }
  | { kind: "done"; codes: string[] }
  | Extract<FormAnswer, { kind: "refused" }>;
