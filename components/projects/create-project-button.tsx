"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useKeys } from "#components/layout/use-keys.ts";
import { Button } from "#components/ui/button.tsx";
import { CreateProjectDialog } from "./create-project-dialog.tsx";

/** @param isAllowed ROLE-5: admins and owners */
export function CreateProjectButton({ isAllowed }: { isAllowed: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  const create = () => setIsOpen(true);
  useKeys(isAllowed ? [{ keys: "c", label: "Create project", run: create }] : []);
  return (
    <>
      <Button
        tone="primary"
        icon={Plus}
        keyHint={isAllowed ? "c" : undefined}
        onClick={create}
        notAllowed={isAllowed ? undefined : "For admins and owners of the organization"}
      >
        Create project
      </Button>
      {isOpen ? <CreateProjectDialog onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}
