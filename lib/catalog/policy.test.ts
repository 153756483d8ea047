import { describe, expect, it } from "vitest";
import { aViewer } from "#lib/auth/fixtures.ts";
import { ROLES, type Role, type Viewer } from "#lib/auth/types.ts";
import { isProblem } from "#lib/problems/problem.ts";
import {
  grantChangeSettings,
  grantEdit,
  grantManage,
  grantPublish,
  maySee,
  permissionsOf,
  requireCreate,
  requireSeen,
} from "./policy.ts";
import type { ArtifactFacts } from "./types.ts";

// `as`: the name's brand is made by its parser; a rule about rights does not look at it.
const facts = (over: Partial<ArtifactFacts> = {}) =>
  ({
    id: "art_1",
    orgId: "org_1",
    kind: "chart",
    project: "payments",
    name: "service",
    visibility: "private",
    sourceType: "git",
    archived: false,
    ...over,
  }) as ArtifactFacts;

function answerOf(deed: () => unknown): string {
  try {
    deed();
    return "allowed";
  } catch (error) {
    return isProblem(error) ? error.code : String(error);
  }
}

const everyRole = (deed: (viewer: Viewer) => unknown) =>
  ROLES.map((role: Role) => answerOf(() => deed(aViewer({ role }))));

describe("what each role may", () => {
  it("ROLE-1: everyone in the organization sees its artifacts", () => {
    expect(everyRole((viewer) => requireSeen(viewer, facts()))).toEqual(ROLES.map(() => "allowed"));
  });

  it("ROLE-2: members create, edit, change and publish; viewers are told that they may not", () => {
    const members = ["role_missing", "allowed", "allowed", "allowed"];
    expect(everyRole((viewer) => requireCreate(viewer, null))).toEqual(members);
    expect(everyRole((viewer) => grantEdit(viewer, facts()))).toEqual(members);
    expect(everyRole((viewer) => grantPublish(viewer, facts()))).toEqual(members);
    expect(everyRole((viewer) => grantChangeSettings(viewer, facts()))).toEqual(members);
  });

  it("ROLE-3: archive, visibility and delete are for admins", () => {
    const admins = ["role_missing", "role_missing", "allowed", "allowed"];
    expect(everyRole((viewer) => grantManage(viewer, facts(), "archive it"))).toEqual(admins);
  });

  it("ROLE-12: what the screen offers is what the rules allow", () => {
    for (const role of ROLES) {
      const viewer = aViewer({ role });
      const shown = permissionsOf(viewer, facts());
      expect(shown.edit).toBe(answerOf(() => grantEdit(viewer, facts())) === "allowed");
      expect(shown.publish).toBe(answerOf(() => grantPublish(viewer, facts())) === "allowed");
      expect(shown.archive).toBe(answerOf(() => grantManage(viewer, facts(), "x")) === "allowed");
    }
  });
});

describe("what is hidden", () => {
  it("ROLE-12: missing, of another organization and beyond the pattern are one answer, also to a write", () => {
    const hidden = [
      [aViewer({ role: "owner" }), null],
      [aViewer({ role: "owner", orgId: "org_2" }), facts()],
      [aViewer({ role: "member", pattern: "charts/other/*" }), facts()],
    ] as const;
    for (const [viewer, thing] of hidden) {
      expect(answerOf(() => requireSeen(viewer, thing))).toBe("artifact_unknown");
      expect(answerOf(() => grantPublish(viewer, thing))).toBe("artifact_unknown");
      expect(answerOf(() => grantManage(viewer, thing, "x"))).toBe("artifact_unknown");
    }
  });

  it("ROLE-13: a stranger sees what is public and nothing else, and changes nothing", () => {
    const stranger = aViewer({ role: null });
    expect(maySee(stranger, facts())).toBe(false);
    expect(maySee(stranger, facts({ visibility: "public" }))).toBe(true);
    expect(answerOf(() => grantPublish(stranger, facts({ visibility: "public" })))).toBe("sign_in_required");
    expect(answerOf(() => grantPublish(stranger, facts()))).toBe("artifact_unknown");
  });

  it("an API token goes as far as its scope, whatever the role", () => {
    const reader = aViewer({ role: "owner", apiScope: "read" });
    const writer = aViewer({ role: "owner", apiScope: "write" });
    expect(answerOf(() => grantEdit(reader, facts()))).toBe("scope_missing");
    expect(answerOf(() => grantEdit(writer, facts()))).toBe("allowed");
    expect(answerOf(() => grantPublish(writer, facts()))).toBe("scope_missing");
    expect(answerOf(() => grantManage(writer, facts(), "x"))).toBe("scope_missing");
  });
});
