import { globSync } from "node:fs";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { signIn, test } from "../fixtures.ts";
import { apiOf, owner, startServer } from "../server.ts";
import { aPerson } from "./editors.ts";
import { published } from "./pages.ts";

// Every page against everybody (S1). Who may do what on it is asked of the API, by the matrices in app/api/v2.

const WHO = ["stranger", "viewer", "member", "admin", "owner"] as const;
type Who = (typeof WHO)[number];
/** `refused`: the page is there and says whose it is. `elsewhere`: it sends everybody on. */
type Seen = "shown" | "refused" | "sign-in" | "not found" | "elsewhere";

const everybody = (seen: Seen): Seen[] => WHO.map(() => seen);
/** Strangers are asked to sign in; from this role up it is shown, below it refused. */
const from = (role: Who): Seen[] =>
  WHO.map((who) => {
    if (who === "stranger") return "sign-in";
    return WHO.indexOf(who) < WHO.indexOf(role) ? "refused" : "shown";
  });

type Rule = { address: string; seen: Seen[] };
const ARTIFACT = "/charts/matrix";
const VERSION = `${ARTIFACT}/versions/1.0.0`;

/** By the page's file below `app/`. The artifact is private, and nothing else is there. */
const PAGES: Record<string, Rule> = {
  "page.tsx": { address: "/", seen: everybody("elsewhere") },
  "docs/design/page.tsx": { address: "/docs/design", seen: everybody("not found") },
  "(entry)/choose-password/page.tsx": { address: "/choose-password?key=none", seen: everybody("shown") },
  "(entry)/set-up/page.tsx": { address: "/set-up?key=none", seen: everybody("shown") },
  "(entry)/sign-in/page.tsx": {
    address: "/sign-in",
    seen: ["shown", "elsewhere", "elsewhere", "elsewhere", "elsewhere"],
  },
  "(entry)/second-factor/page.tsx": { address: "/second-factor", seen: everybody("elsewhere") },
  "(entry)/sign-in/code/page.tsx": { address: "/sign-in/code", seen: everybody("sign-in") },
  "(entry)/sign-in/link/page.tsx": { address: "/sign-in/link?key=none", seen: everybody("shown") },
  "(entry)/sign-in/refused/page.tsx": { address: "/sign-in/refused", seen: everybody("elsewhere") },
  "(entry)/forgot-password/page.tsx": { address: "/forgot-password", seen: everybody("shown") },
  "(entry)/invite/page.tsx": { address: "/invite?key=none", seen: everybody("shown") },
  "(entry)/sign-out/page.tsx": {
    address: "/sign-out",
    seen: ["elsewhere", "shown", "shown", "shown", "shown"],
  },
  "(portal)/[catalog]/(list)/page.tsx": { address: "/charts", seen: from("viewer") },
  "(portal)/[catalog]/new/page.tsx": { address: "/charts/new", seen: from("member") },
  "(portal)/[catalog]/[name]/(overview)/page.tsx": { address: ARTIFACT, seen: from("viewer") },
  "(portal)/[catalog]/[name]/editor/page.tsx": { address: `${ARTIFACT}/editor`, seen: from("viewer") },
  "(portal)/[catalog]/[name]/history/(list)/page.tsx": {
    address: `${ARTIFACT}/history`,
    seen: from("viewer"),
  },
  "(portal)/[catalog]/[name]/history/[commit]/page.tsx": {
    address: `${ARTIFACT}/history/${"0".repeat(40)}`,
    seen: ["sign-in", "not found", "not found", "not found", "not found"],
  },
  "(portal)/[catalog]/[name]/range/[range]/page.tsx": {
    address: `${ARTIFACT}/range/%5E1`,
    seen: ["sign-in", "elsewhere", "elsewhere", "elsewhere", "elsewhere"],
  },
  "(portal)/[catalog]/[name]/versions/(list)/page.tsx": {
    address: `${ARTIFACT}/versions`,
    seen: from("viewer"),
  },
  "(portal)/[catalog]/[name]/versions/[tag]/(overview)/page.tsx": { address: VERSION, seen: from("viewer") },
  "(portal)/[catalog]/[name]/versions/[tag]/files/[[...path]]/page.tsx": {
    address: `${VERSION}/files/values.yaml`,
    seen: from("viewer"),
  },
  "(portal)/[catalog]/[name]/compare/[pair]/page.tsx": {
    address: `${ARTIFACT}/compare/1.0.0...1.0.0`,
    seen: from("viewer"),
  },
  "(portal)/projects/(list)/page.tsx": { address: "/projects", seen: from("viewer") },
  "(portal)/projects/[project]/(contents)/page.tsx": { address: "/projects/payments", seen: from("viewer") },
  "(portal)/projects/[project]/members/page.tsx": {
    address: "/projects/payments/members",
    seen: from("viewer"),
  },
  "(portal)/projects/[project]/settings/page.tsx": {
    address: "/projects/payments/settings",
    seen: from("viewer"),
  },
  "(portal)/organizations/new/page.tsx": { address: "/organizations/new", seen: from("viewer") },
  "(portal)/docs/api/page.tsx": { address: "/docs/api", seen: everybody("shown") },
  "(portal)/registry/(list)/page.tsx": { address: "/registry", seen: from("viewer") },
  "(portal)/registry/[...repository]/page.tsx": { address: "/registry/charts/matrix", seen: from("viewer") },
  "(portal)/registry/limits/page.tsx": { address: "/registry/limits", seen: from("viewer") },
  "(portal)/settings/page.tsx": {
    address: "/settings",
    seen: ["sign-in", "elsewhere", "elsewhere", "elsewhere", "elsewhere"],
  },
  "(portal)/settings/account/page.tsx": { address: "/settings/account", seen: from("viewer") },
  "(portal)/settings/members/page.tsx": { address: "/settings/members", seen: from("viewer") },
  "(portal)/settings/members/groups/page.tsx": { address: "/settings/members/groups", seen: from("admin") },
  "(portal)/settings/organization/page.tsx": { address: "/settings/organization", seen: from("admin") },
  "(portal)/settings/audit/page.tsx": { address: "/settings/audit", seen: from("member") },
  "(portal)/settings/api-tokens/page.tsx": { address: "/settings/api-tokens", seen: from("viewer") },
  "(portal)/settings/registry/credentials/page.tsx": {
    address: "/settings/registry/credentials",
    seen: from("admin"),
  },
  "(portal)/settings/registry/credentials/[id]/page.tsx": {
    address: "/settings/registry/credentials/none",
    seen: ["sign-in", "refused", "refused", "not found", "not found"],
  },
  "(portal)/settings/registry/tokens/page.tsx": { address: "/settings/registry/tokens", seen: from("admin") },
  "(portal)/settings/registry/policies/page.tsx": {
    address: "/settings/registry/policies",
    seen: from("admin"),
  },
};

async function seen(page: Page, address: string): Promise<Seen> {
  const answer = await page.request.get(address, { maxRedirects: 0 });
  const status = answer.status();
  const to = answer.headers().location ?? "";
  if (status === 404) return "not found";
  if (status >= 300 && status < 400) return to.includes("/sign-in?to=") ? "sign-in" : "elsewhere";
  expect(status, address).toBe(200);
  const told = await answer.text();
  // A page that is shown piece by piece has answered 200 before it knows: the rest of it sends the browser on.
  if (/id="__next-page-redirect"[^>]*url=\/sign-in\?to=/.test(told)) return "sign-in";
  if (told.includes('content="noindex"')) return "not found";
  return /Your role (?:is \w+;|may not )/.test(told) ? "refused" : "shown";
}

test("S1 ROLE-12 CAT-34: every page has a rule, and each role sees of it what the rule says", async ({
  browser,
}) => {
  const root = path.resolve(import.meta.dirname, "../../app");
  expect(globSync("**/page.tsx", { cwd: root }).sort()).toEqual(Object.keys(PAGES).sort());

  const told: Record<string, Seen[]> = Object.fromEntries(Object.keys(PAGES).map((file) => [file, []]));
  // Its own: what another test made public would be shown to strangers.
  const server = await startServer();
  try {
    const api = apiOf(server, await server.apiToken("admin"));
    const artifact = { root: "org-charts", name: "matrix", tag: "1.0.0" };
    await published(api, artifact, { visibility: "private" });
    expect((await api.post("/org-projects", { name: "payments" })).status).toBe(201);

    for (const who of WHO) {
      const page = await browser.newPage({ baseURL: server.url });
      if (who === "owner") await signIn(page, owner);
      else if (who !== "stranger") await signIn(page, await aPerson(server, who));
      for (const [file, { address }] of Object.entries(PAGES)) told[file]?.push(await seen(page, address));
      await page.context().close();
    }
    await server.stop();
  } finally {
    await server.remove();
  }
  const rules = Object.fromEntries(Object.entries(PAGES).map(([file, rule]) => [file, rule.seen]));
  expect(told).toEqual(rules);
});
