"use client";
import { Ban, CopyPlus, Ellipsis, GitFork, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Row } from "#components/layout/row.tsx";
import { Button } from "#components/ui/button.tsx";
import { Command } from "#components/ui/command.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import { Neatline } from "#components/ui/neatline.tsx";
import { notify } from "#components/ui/toast.tsx";
import { Section } from "./section.tsx";

export function FloatsSample() {
  const [open, setOpen] = useState(false);
  return (
    <Section title="What floats">
      <Row>
        <Menu trigger={<IconButton label="More actions" icon={Ellipsis} />} align="start">
          <MenuGroup>
            <MenuItem icon={CopyPlus}>Duplicate</MenuItem>
            <MenuItem icon={GitFork} href="/docs/design">
              Fork
            </MenuItem>
          </MenuGroup>
          <MenuGroup label="2.4.0">
            <MenuItem icon={TriangleAlert} keyHint="d">
              Deprecate 2.4.0
            </MenuItem>
            <MenuItem icon={Ban} notAllowed="Admins only">
              Yank 2.4.0
            </MenuItem>
          </MenuGroup>
        </Menu>
        <Button
          onClick={() => notify({ title: "2.5.0 published", detail: "In lists, index and registry now." })}
        >
          Show a toast
        </Button>
        <Button
          onClick={() =>
            notify({
              tone: "danger",
              title: "Not saved: someone else saved first",
              detail: "Tomasz changed values.yaml. Nothing of yours is lost.",
            })
          }
        >
          Show a failure
        </Button>
        <Button tone="danger" icon={Ban} onClick={() => setOpen(true)}>
          Yank
        </Button>
        <ConfirmDialog
          open={open}
          onOpenChange={setOpen}
          title="Yank 2.3.0"
          confirmLabel="Yank 2.3.0"
          onConfirm={() => setOpen(false)}
        >
          It leaves lists, index.yaml and ranges, and still answers by its exact tag and digest. You can lift
          the mark again.
        </ConfirmDialog>
      </Row>
      <Command
        text={"helm pull oci://cr.northgate.example/charts/payments/service \\\n  --version 2.4.0"}
        what="helm command"
      />
      <Neatline>
        <b>Neatline.</b> <span className="text-ink-muted">What is final, or asks for a decision.</span>
      </Neatline>
    </Section>
  );
}
