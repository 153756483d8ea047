import { describe, expect, it } from "vitest";
import type { Role, Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { aDraft, anArtifact, aViewer, withRole } from "./fixtures.ts";
import { publishFromDraft } from "./publish-from-draft.ts";
import { findBrokenTextRules, inWords, type PublishRules, refusalsToRepair } from "./publish-policy.ts";
import { reviewDraft } from "./review-draft.ts";

const OBJECT = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: web\n";
const both = [false, true];
const ALL_RULES: PublishRules[] = both.flatMap((semverOnly) =>
  both.flatMap((notesNeeded) =>
    ["member", "admin"].map((publishRole) => ({ semverOnly, notesNeeded, publishRole })),
  ),
);

/** Everybody who may read the draft: by role, by what the project adds to it, and by token. */
function everybody(by: Viewer): [string, Viewer][] {
  const inProject = (role: Role) => ({ ...withRole(by, "viewer"), projects: new Map([["payments", role]]) });
  return [
    ["viewer", withRole(by, "viewer")],
    ["member", withRole(by, "member")],
    ["admin", withRole(by, "admin")],
    ["developer", inProject("member")],
    ["maintainer", inProject("admin")],
    ["token that writes", { ...by, door: "api", apiScope: "write" }],
    ["token that publishes", { ...by, door: "api", apiScope: "publish" }],
  ];
}

async function aBundle() {
  const by = await aViewer();
  const project = "payments";
  const { ref, facts } = await anArtifact({ by, kind: "manifest-bundle", name: `${project}/web` });
  const { commit } = await aDraft(by, facts, { "web.yaml": OBJECT });
  return { by, ref, commit };
}

const setRules = (by: Viewer, data: PublishRules) =>
  db().org.update({ where: { id: by.orgId }, data, select: { id: true } });

describe("ROLE-9: the organization's publish rules, told before anybody publishes", () => {
  it("what the review tells of tag, notes and person is what publishing refuses, for all rules and everybody", async () => {
    const { by, ref, commit } = await aBundle();
    const refused = async (viewer: Viewer, tag: string, notes: string) => {
      try {
        const version = versionTagSchema.parse(tag);
        await publishFromDraft(viewer, ref, {
          version,
          draftCommit: commit,
          acknowledge: ["warnings"],
          notes,
        });
        return [];
      } catch (error) {
        if (isProblem(error)) return [inWords(error)];
        throw error;
      }
    };
    let tried = 0;
    const seen = new Set<string>();
    for (const rules of ALL_RULES) {
      await setRules(by, rules);
      for (const [who, viewer] of everybody(by)) {
        const review = await reviewDraft(viewer, ref, null);
        const { suggestedVersion, suggestedNotes, refusals } = review;
        expect(refusals, `${who}: nothing is told twice`).toEqual([...new Set(refusals)]);
        // As suggested: the first sentence of the review is the refusal, and none means that it publishes.
        const asSuggested = await refused(viewer, suggestedVersion, suggestedNotes);
        expect(asSuggested, `${who} under ${JSON.stringify(rules)}`).toEqual(refusals.slice(0, 1));
        for (const [tag, notes] of [
          [`nightly-${tried}`, "What changed"],
          [`weekly-${tried}`, " \n"],
        ] as const) {
          const told = [
            ...refusalsToRepair(review),
            ...findBrokenTextRules(review.rules, { tag, notes }).map(inWords),
          ];
          expect(await refused(viewer, tag, notes), `${who}, ${tag}, ${JSON.stringify(rules)}`).toEqual(
            told.slice(0, 1),
          );
          for (const sentence of told) seen.add(sentence.split(":")[0] ?? "");
          tried += 1;
        }
      }
    }
    expect(seen).toEqual(
      new Set([
        "your role does not allow this",
        "the token lacks the scope",
        "the organization's publish rules refuse this",
      ]),
    );
  });

  it("names every rule that refuses, not only the first one, and what is to be repaired whatever one writes", async () => {
    const { by, ref, commit } = await aBundle();
    const version = versionTagSchema.parse("1.0.0");
    await publishFromDraft(by, ref, { version, draftCommit: commit, acknowledge: [], notes: "First." });
    await setRules(by, { semverOnly: true, notesNeeded: true, publishRole: "admin" });
    const review = await reviewDraft(by, ref, null);
    // Nothing was committed since, so no notes are suggested.
    expect(review).toMatchObject({ suggestedNotes: "", rules: { semverOnly: true, notesNeeded: true } });
    expect(review.refusals).toEqual([
      expect.stringContaining("to publish a version here you need to be admin"),
      "the organization's publish rules refuse this: a version needs release notes in this organization",
    ]);
    expect(refusalsToRepair(review)).toEqual(review.refusals.slice(0, 1));
  });
});
