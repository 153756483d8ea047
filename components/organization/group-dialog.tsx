"use client";
import { useId, useState } from "react";
import { CodeInput } from "#components/form/code-input.tsx";
import { Field } from "#components/form/field.tsx";
import { FormDialog } from "#components/form/form-dialog.tsx";
import { readRefusal } from "#components/form/read-refusal.ts";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { notify } from "#components/ui/toast.tsx";
import type { Role } from "#lib/auth/types.ts";
import { useSaveGroupRole } from "#lib/organization/client.ts";
import type { GroupRoleView } from "#lib/organization/schema.ts";
import { roleOptions } from "./role-words.ts";

type GroupDialogProps = {
  group: GroupRoleView | null;
  /** Groups of members that have no role here: offered as one types. */
  seen: readonly string[];
  role: Role;
  onClose: () => void;
};

export function GroupDialog({ group, seen, role, onClose }: GroupDialogProps) {
  const [name, setName] = useState(group?.group ?? "");
  const [given, setGiven] = useState<Role>(group?.role ?? "member");
  const save = useSaveGroupRole(group?.id ?? null);
  const listId = useId();
  const errorAt = (path: string) => readRefusal(save.error)?.errorAt(path);

  function send() {
    save.mutate(
      { group: name, role: given },
      {
        onSuccess: (saved) => {
          notify({
            title: `${saved.group} gives the role ${saved.role}`,
            detail: "It holds from each person's next sign-in on.",
          });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={group ? `Change ${group.group}` : "Map group"}
      deed={group ? "Save role" : "Map group"}
      doing="Saving"
      isSending={save.isPending}
      error={save.error}
      onClose={onClose}
      onSend={send}
      footNote="It is written down in the audit log."
    >
      {group ? null : (
        <Field
          label="Group"
          hint="As the provider tells it, letter by letter: acme/platform, or an object id."
          error={errorAt("group")}
        >
          {(ids) => (
            <>
              <CodeInput
                {...ids}
                list={listId}
                value={name}
                onChange={(event) => setName(event.target.value)}
                autoFocus
              />
              <datalist id={listId}>
                {seen.map((one) => (
                  <option key={one} value={one} />
                ))}
              </datalist>
            </>
          )}
        </Field>
      )}
      <Field label="Role" as="group" error={errorAt("role")}>
        {() => (
          <RadioGroup
            aria-label="Role"
            value={given}
            options={roleOptions(role)}
            onValueChange={(value) => setGiven(value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
