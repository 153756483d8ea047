import { call } from "../../fixtures.ts";
import { aName, publication, type Writer, type Writes } from "../fixtures.ts";

/** Artifacts, their drafts and their versions. */
export function artifactWrites({ aChart, aPublished, anEmpty, anUpload, by }: Writer): Writes {
  const unchangeable = (json?: object) => ({
    leaves: null,
    why: "versions never change: it is refused to everybody",
    ask: async () => ({ at: (await aPublished()).version, ...(json ? { json } : {}) }),
    status: 405,
  });
  return {
    "POST /{K}": {
      leaves: "artifact.created",
      on: "chart",
      ask: async () => ({ at: "org-charts", json: { name: aName(), scaffold: true } }),
    },
    "PATCH /{K}/{name}": {
      leaves: "artifact.updated",
      on: "chart",
      ask: async () => ({ at: await anEmpty(), json: { description: "Another" } }),
    },
    "DELETE /{K}/{name}": {
      leaves: "artifact.deleted",
      on: "chart",
      ask: async () => ({ at: await anEmpty() }),
    },
    "POST /{K}/{name}/archive": {
      leaves: "artifact.archived",
      on: "chart",
      ask: async () => ({ at: `${await anEmpty()}/archive` }),
    },
    "POST /{K}/{name}/unarchive": {
      leaves: "artifact.unarchived",
      on: "chart",
      ask: async () => {
        const at = await anEmpty();
        await call(by, "POST", `${at}/archive`);
        return { at: `${at}/unarchive` };
      },
    },
    "POST /{K}/{name}/duplicate": {
      leaves: "artifact.created",
      on: "chart",
      ask: async () => ({
        at: `${(await aPublished()).at}/duplicate`,
        json: { name: aName(), version: "1.0.0" },
      }),
    },
    "POST /{K}/{name}/fork": {
      leaves: "artifact.created",
      on: "chart",
      ask: async () => ({ at: `${(await aPublished()).at}/fork`, json: { name: aName(), version: "1.0.0" } }),
    },
    "POST /{K}/{name}/draft/commits": {
      leaves: "draft.saved",
      on: "chart",
      ask: async () => {
        const { at, commit } = await aChart();
        const changes = [{ op: "put", path: "README.md", content: "# web\n" }];
        return { at: `${at}/draft/commits`, json: { parent: commit, message: "Add", changes } };
      },
    },
    "POST /{K}/{name}/draft/scaffold": {
      leaves: "draft.scaffolded",
      on: "chart",
      ask: async () => ({ at: `${await anEmpty()}/draft/scaffold`, json: { template: "chart" } }),
    },
    "POST /{K}/{name}/draft/import": {
      leaves: "draft.imported",
      on: "chart",
      ask: async () => ({ at: `${await anEmpty()}/draft/import?message=Import`, ...(await anUpload()) }),
    },
    "POST /inspect-upload": {
      leaves: null,
      why: "it reads an archive and forgets it",
      ask: async () => ({
        at: "inspect-upload?kind=chart",
        ...(await anUpload()),
      }),
    },
    "POST /{K}/{name}/draft/render": {
      leaves: null,
      why: "it answers with what was rendered, and keeps nothing",
      ask: async () => ({ at: `${(await aChart()).at}/draft/render`, json: {} }),
    },
    "POST /{K}/{name}/draft/render-jobs": {
      leaves: null,
      why: "a render in the background: its answer is for whoever asked, and is dropped after a day",
      ask: async () => ({ at: `${(await aChart()).at}/draft/render-jobs`, json: {} }),
    },
    "POST /{K}/{name}/versions": {
      leaves: "version.published",
      on: "chart",
      ask: async () => {
        const { at, commit } = await aChart();
        return { at: `${at}/versions`, ...publication(commit) };
      },
    },
    "PUT /{K}/{name}/versions/{version}": unchangeable({}),
    "PATCH /{K}/{name}/versions/{version}": unchangeable({}),
    "DELETE /{K}/{name}/versions/{version}": unchangeable(),
    "PUT /{K}/{name}/versions/{version}/lifecycle": {
      leaves: "version.yanked",
      on: "chart",
      ask: async () => ({
        at: `${(await aPublished()).version}/lifecycle`,
        json: { state: "yanked", reason: "Broken." },
      }),
    },
    "POST /{K}/{name}/versions/{version}/check": {
      leaves: "version.check-asked",
      on: "chart",
      ask: async () => ({ at: `${(await aPublished()).version}/check` }),
    },
  };
}
