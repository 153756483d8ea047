import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Page } from "#components/layout/page.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { PageKeys } from "#components/layout/page-keys.tsx";
import { ButtonsSample } from "./buttons-sample.tsx";
import { ColoursSample } from "./colours-sample.tsx";
import { FieldsSample } from "./fields-sample.tsx";
import { FindingsSample } from "./findings-sample.tsx";
import { FloatsSample } from "./floats-sample.tsx";
import { MarksSample } from "./marks-sample.tsx";
import { StatesSample } from "./states-sample.tsx";
import { StripsSample } from "./strips-sample.tsx";
import { TableSample } from "./table-sample.tsx";

export const metadata: Metadata = { title: "Primitives" };

/** Every primitive in every state. For whoever builds pages; it does not exist in production. */
export default function DesignPage() {
  // biome-ignore lint/style/noProcessEnv: the bundler writes its own mode in here; it is no setting.
  if (process.env.NODE_ENV === "production") notFound();
  return (
    <>
      <PageKeys links={[{ keys: "g d", label: "Go to primitives", href: "/docs/design" }]} />
      <Page>
        <PageHeader
          look="name"
          title={<b className="text-ink">Primitives</b>}
          description="Every component in every state. Radio Canada for the interface, Spline Sans Mono for code, tags and digests."
        />
        <div className="grid grid-cols-12 gap-x-8 gap-y-6.5 *:min-w-0 max-lg:grid-cols-1">
          <div className="col-span-7 max-lg:col-span-1">
            <ButtonsSample />
          </div>
          <div className="col-span-5 max-lg:col-span-1">
            <MarksSample />
          </div>
          <div className="col-span-12 max-lg:col-span-1">
            <FieldsSample />
          </div>
          <div className="col-span-7 max-lg:col-span-1">
            <TableSample />
          </div>
          <div className="col-span-5 max-lg:col-span-1">
            <FloatsSample />
          </div>
          <div className="col-span-12 max-lg:col-span-1">
            <StripsSample />
          </div>
          <div className="col-span-12 max-lg:col-span-1">
            <StatesSample />
          </div>
          <div className="col-span-12 max-lg:col-span-1">
            <FindingsSample />
          </div>
          <div className="col-span-12 max-lg:col-span-1">
            <ColoursSample />
          </div>
        </div>
      </Page>
    </>
  );
}
