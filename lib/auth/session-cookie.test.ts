import { expect, it } from "vitest";
import { changePasswordSchema, emailSchema, passwordSchema, personNameSchema } from "./schema.ts";
import { openSession, sealSession, sessionCookieOptions } from "./session-cookie.ts";

const claims = { sub: "usr_1", epoch: 3, sid: "ses_1" };

it("a cookie says who, of which epoch and in which session, and nothing more", async () => {
  const sealed = await sealSession(claims);
  expect(await openSession(sealed)).toEqual(claims);
  expect(sealed).not.toContain(btoa("usr_1").slice(0, 6));
});

it("a session that was changed, is not ours or is no session is none", async () => {
  const sealed = await sealSession(claims);
  const middle = Math.floor(sealed.length / 2);
  const changed = `${sealed.slice(0, middle)}${sealed[middle] === "A" ? "B" : "A"}${sealed.slice(middle + 1)}`;
  for (const cookie of [undefined, "", "x", "a.b.c.d.e", changed, sealed.slice(0, -2)])
    expect(await openSession(cookie)).toBeNull();
});

it("the cookie is out of reach for scripts and for other sites' posts", () => {
  expect(sessionCookieOptions()).toMatchObject({ httpOnly: true, sameSite: "lax", path: "/" });
});

it("passwords have 12 characters at least and 1,024 bytes at most, of any letters", () => {
  const isGood = (password: string) => passwordSchema.safeParse(password).success;
  expect(["a".repeat(12), "ключ от сейфа", "🔑".repeat(12), "é".repeat(512)].map(isGood)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(["a".repeat(11), "🔑".repeat(11), "a".repeat(1025), "é".repeat(513), ""].some(isGood)).toBe(false);
  expect(changePasswordSchema.safeParse({ current: "short", password: "a".repeat(12) }).success).toBe(true);
});

it("e-mails are compared without case; names have no signs that end an author line of a commit", () => {
  expect(emailSchema.parse("  Ada@Example.Test ")).toBe("ada@example.test");
  expect(emailSchema.safeParse("ada").success).toBe(false);
  expect(
    ["Ada <x>", "a\nb", "", "x".repeat(101)].some((name) => personNameSchema.safeParse(name).success),
  ).toBe(false);
});
