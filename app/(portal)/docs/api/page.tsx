import type { Metadata } from "next";
import { Page } from "#components/layout/page.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import { env } from "#lib/env/env.ts";
import { allEndpoints } from "../../../api/v2/_endpoints/all.ts";
import { roots } from "../../../api/v2/_endpoints/open-api.ts";
import { endpointAnchor, groupAnchor, shapeAnchor } from "./anchors.ts";
import { Contents } from "./contents.tsx";
import { EndpointEntry } from "./endpoint-entry.tsx";
import { FieldTable } from "./field-table.tsx";
import { Introduction } from "./introduction.tsx";
import { ProblemTable } from "./problem-table.tsx";
import { operationAt, shapes } from "./read-document.ts";

export const metadata: Metadata = { title: "API" };

const groups = [...new Set(allEndpoints.map((one) => one.group))].map((group) => ({
  group,
  endpoints: allEndpoints.filter((one) => one.group === group),
}));
const writtenOut = (path: string) => path.replace("{K}", roots[0] ?? "");

/** The portal API as people read it, made of the same descriptions as the routes and the OpenAPI document. */
export default function ApiPage() {
  const publicUrl = env().CHARTROOM_PUBLIC_URL;
  return (
    <Page>
      <PageHeader
        title="API"
        description="Everything the pages do, a script can do: artifacts, drafts, versions. Base address /api/v2, JSON in and out."
      />
      <div className="grid-cols-browser grid gap-x-8 gap-y-6.5 *:min-w-0 max-lg:grid-cols-1">
        <Contents groups={groups} />
        <div className="flex flex-col gap-8">
          <Introduction publicUrl={publicUrl} />
          {groups.map(({ group, endpoints }) => (
            <section key={group} className="flex flex-col gap-8">
              <TitledRule title={group} id={groupAnchor(group)} size="large" />
              {endpoints.map((one) => (
                <EndpointEntry
                  key={endpointAnchor(one)}
                  endpoint={one}
                  operation={operationAt(writtenOut(one.path), one.method)}
                  publicUrl={publicUrl}
                />
              ))}
            </section>
          ))}
          <section className="flex flex-col gap-6.5">
            <TitledRule title="Shapes" id="shapes" size="large" />
            {shapes.map(({ name, fields, type }) => (
              <article key={name} id={shapeAnchor(name)} className="flex flex-col gap-2">
                {fields.length > 0 ? <FieldTable caption={name} rows={fields} /> : `${name}: ${type}`}
              </article>
            ))}
          </section>
          <section className="flex flex-col gap-3">
            <TitledRule title="Refusals" id="refusals" size="large" />
            <ProblemTable />
          </section>
        </div>
      </div>
    </Page>
  );
}
