"use client";
import { Toast as Base } from "@base-ui/react/toast";
import { CircleCheck, CircleX, Info, X } from "lucide-react";
import { Icon } from "./icon.tsx";
import { IconButton } from "./icon-button.tsx";
import type { Notice } from "./toast-store.ts";
import { useNotices } from "./use-notices.ts";

const manager = Base.createToastManager();

const signs = { positive: CircleCheck, info: Info, danger: CircleX } as const;
const edges = { positive: "border-l-positive", info: "border-l-info", danger: "border-l-danger" };

function show({ title, detail, tone = "positive" }: Notice): void {
  manager.add({
    title,
    type: tone,
    timeout: tone === "danger" ? 0 : 6000,
    priority: tone === "danger" ? "high" : "low",
    ...(detail === undefined ? {} : { description: detail }),
  });
}

function toneOf(type: string | undefined): keyof typeof signs {
  return type === "danger" || type === "info" ? type : "positive";
}

function List() {
  const { toasts, close } = Base.useToastManager();
  useNotices(show);
  return toasts.map((toast) => {
    const tone = toneOf(toast.type);
    return (
      <Base.Root
        key={toast.id}
        toast={toast}
        className={`floats rounded-control border-line-strong bg-raised shadow-float flex w-full items-start gap-2.5 border border-l-3 px-3 py-2.5 ${edges[tone]}`}
      >
        <span className="flex h-5 items-center">
          <Icon of={signs[tone]} tone={tone} />
        </span>
        <Base.Content className="min-w-0 flex-1">
          <Base.Title className="font-bold" render={<p />} />
          <Base.Description className="text-ink-muted text-small" render={<div />} />
        </Base.Content>
        <IconButton label="Dismiss" icon={X} size="small" onClick={() => close(toast.id)} />
      </Base.Root>
    );
  });
}

/** Loaded with the first notice. */
export function ToastList() {
  return (
    <Base.Provider toastManager={manager} limit={5}>
      <Base.Portal>
        <Base.Viewport className="w-toast fixed right-4 bottom-4 z-60 flex max-w-full flex-col gap-2 max-sm:right-0 max-sm:bottom-0 max-sm:w-full max-sm:p-2">
          <List />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}
