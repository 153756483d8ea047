"use client";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Crumbs } from "#components/ui/crumbs.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { GraduatedRule } from "#components/ui/graduated-rule.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { Soundings } from "#components/ui/soundings.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { Section } from "./section.tsx";

const YAML = "replicaCount: 2\nimage:\n  repository: registry.northgate.example/payments/service\n";

export function StripsSample() {
  const [tab, setTab] = useState<"files" | "values">("files");
  return (
    <Section title="Strips, tabs and text">
      <GraduatedRule />
      <Crumbs
        items={[
          { label: "Charts", href: "/docs/design" },
          { label: "payments", href: "/docs" },
          { label: "service" },
        ]}
      />
      <LinkTabs
        label="Artifact"
        tabs={[
          { href: "/docs/design", label: "Overview", current: true },
          { href: "/docs/design#v", label: "Versions", count: 37 },
          { href: "/docs/design#e", label: "Editor", badge: <Badge tone="mark">3</Badge> },
          { href: "/docs/design#c", label: "CRDs", count: 0, notAllowed: "This bundle has no CRDs." },
        ]}
      />
      <Soundings
        items={[
          { figure: 48, label: "values", href: "/docs/design" },
          { figure: 7, label: "resources", href: "/docs/design" },
          { figure: "12.4", label: "KB" },
          { figure: 0, label: "findings" },
        ]}
      />
      <div className="grid grid-cols-3 gap-8 max-lg:grid-cols-1">
        <Prose>
          <h2>Payments service chart</h2>
          <p>
            One HTTP service, the way payments runs them. See <a href="/docs/design">the runbook</a>.
          </p>
          <ul>
            <li>
              <code>ingress.class</code> became <code>ingress.className</code>.
            </li>
            <li>Probes are on by default.</li>
          </ul>
        </Prose>
        <Tabs
          label="Files and values"
          value={tab}
          onValueChange={setTab}
          tabs={[
            { value: "files", label: "Files", count: 6 },
            { value: "values", label: "Values", count: 5 },
          ]}
        >
          <div className="pt-3">
            <CodeBlock text={YAML} what="values.yaml" lineNumbers />
          </div>
        </Tabs>
        <div className="flex flex-col gap-4">
          <Facts
            items={[
              { label: "App version", value: "8.12.3" },
              { label: "Licence", value: "Apache-2.0" },
            ]}
          />
          <LoadMore
            shown={50}
            total={1240}
            what="versions"
            one="version"
            hasMore
            working={false}
            onMore={() => undefined}
          />
        </div>
      </div>
    </Section>
  );
}
