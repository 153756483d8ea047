"use client";
import { Ban, Copy, Ellipsis, GitCompareArrows, Stamp } from "lucide-react";
import { useState } from "react";
import { Row } from "#components/layout/row.tsx";
import { Spacer } from "#components/layout/spacer.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { Section } from "./section.tsx";

export function ButtonsSample() {
  const [view, setView] = useState<"split" | "unified">("split");
  return (
    <Section title="Buttons">
      <Row>
        <Button tone="primary" icon={Stamp}>
          Publish version
        </Button>
        <Button tone="primary" keyHint="n">
          New chart
        </Button>
        <Button tone="primary" icon={Stamp} working="Publishing">
          Publish version
        </Button>
        <Button tone="primary" notAllowed="Only members who may write can publish.">
          Not allowed
        </Button>
      </Row>
      <Row>
        <Button icon={GitCompareArrows} keyHint="c">
          Compare
        </Button>
        <ButtonLink href="/docs/design">A link</ButtonLink>
        <Button tone="quiet">Quiet</Button>
        <Button tone="danger" icon={Ban}>
          Yank
        </Button>
        <Button tone="danger-filled" icon={Ban}>
          Yank 2.3.0
        </Button>
      </Row>
      <Row>
        <Button size="small">Small</Button>
        <Button>Default</Button>
        <Button size="large">Large</Button>
        <Segmented
          label="View"
          value={view}
          onValueChange={setView}
          options={[
            { value: "split", label: "Split" },
            { value: "unified", label: "Unified" },
          ]}
        />
        <FilterChip removeLabel="Remove filter: 4 projects" onRemove={() => undefined}>
          4 projects
        </FilterChip>
        <Tooltip content="A tip on hover and focus">
          <Button tone="quiet">With a tip</Button>
        </Tooltip>
        <Spacer />
        <IconButton label="Copy address" icon={Copy} />
        <IconButton label="More" icon={Ellipsis} pressed />
        <IconButton label="Activity: 1 needs attention" icon={Ellipsis} dot />
        <Row gap="medium">
          <Checkbox aria-label="Unchecked" />
          <Checkbox aria-label="Checked" defaultChecked />
          <Checkbox aria-label="Some" indeterminate />
          <Checkbox aria-label="Disabled" disabled />
          <Switch aria-label="Off" />
          <Switch aria-label="On" defaultChecked />
        </Row>
      </Row>
      <Row gap="wide" align="start">
        <RadioGroup
          aria-label="Scope"
          defaultValue="pull"
          options={[
            { value: "pull", label: "Pull", hint: "helm pull, oras pull, Flux" },
            { value: "push", label: "Push", hint: "Not for an archived project", disabled: true },
            { value: "both", label: "Pull and push" },
          ]}
        />
        <div className="w-56">
          <Checkbox defaultChecked after="41">
            payments
          </Checkbox>
          <Checkbox after="33" hint="Logs, metrics, traces">
            observability
          </Checkbox>
          <Switch defaultChecked hint="Modified keys stay">
            Single-letter keys
          </Switch>
        </div>
      </Row>
    </Section>
  );
}
