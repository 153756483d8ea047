import { expect, it } from "vitest";
import { decideRole, type HeldRole, highestRole } from "./decide-role.ts";

const hand = (role: HeldRole["role"]): HeldRole => ({ role, groupRole: null, handRole: null });

it("the highest of several roles counts", () => {
  expect(highestRole(["viewer", "admin", "member"])).toBe("admin");
  expect(highestRole([null, "viewer"])).toBe("viewer");
  expect(highestRole([])).toBeNull();
});

it("a group makes a member, raises and lowers what it gave, and takes it away when it is gone", () => {
  const made = decideRole(null, "member");
  expect(made).toEqual({ role: "member", groupRole: "member", handRole: null });
  const raised = decideRole(made, "owner");
  expect(raised).toMatchObject({ role: "owner", groupRole: "owner" });
  expect(decideRole(raised, "viewer")).toMatchObject({ role: "viewer" });
  expect(decideRole(raised, null)).toBeNull();
  expect(decideRole(null, null)).toBeNull();
});

it("a role given by hand stays under what groups give, and comes back when they are gone", () => {
  const both = decideRole(hand("member"), "admin");
  expect(both).toEqual({ role: "admin", groupRole: "admin", handRole: "member" });
  expect(decideRole(both, null)).toEqual(hand("member"));
  expect(decideRole(hand("admin"), "viewer")).toEqual({
    role: "admin",
    groupRole: "viewer",
    handRole: "admin",
  });
  expect(decideRole(hand("owner"), null)).toEqual(hand("owner"));
});

it("what an admin changed by hand after a sign-in is a role given by hand", () => {
  const byGroup = decideRole(null, "member");
  const changed = byGroup && { ...byGroup, role: "admin" as const };
  expect(decideRole(changed, "member")).toEqual({ role: "admin", groupRole: "member", handRole: "admin" });
  expect(decideRole(changed, null)).toEqual(hand("admin"));
});
