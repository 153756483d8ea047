"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useRef } from "react";
import { cx } from "./cx.ts";
import type { DialogProps } from "./dialog-types.ts";
import { Icon } from "./icon.tsx";
import { IconButton } from "./icon-button.tsx";
import { useOpener } from "./use-opener.ts";

const widths = { default: "sm:w-dialog", wide: "sm:w-dialog-wide", full: "sm:w-dialog-full" };

/** The dialog itself: loaded when one is first opened. */
export function DialogPopup(props: DialogProps) {
  const { open, onOpenChange, title, icon, iconTone = "muted", size = "default", beside } = props;
  const { foot, footNote, onSubmit, flush, children } = props;
  const popup = useRef<HTMLDivElement>(null);
  const opener = useOpener(open);
  const rest = (
    <>
      <div className={cx("min-h-0 flex-1 overflow-y-auto", flush ? "flex flex-col" : "px-4.5 py-4")}>
        {children}
      </div>
      {foot || footNote ? (
        <div className="border-line bg-surface flex flex-wrap items-center justify-end gap-2 border-t px-4.5 py-2.75">
          <div className="text-ink-muted text-small min-w-0 flex-1 max-sm:not-empty:basis-full">
            {footNote}
          </div>
          {foot}
        </div>
      ) : null}
    </>
  );
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="fades bg-shade/46 fixed inset-0 z-40" />
        <Base.Viewport className="fixed inset-0 z-40 flex items-start justify-center overflow-y-auto p-1.5 sm:px-4 sm:pt-22 sm:pb-8">
          <Base.Popup
            ref={popup}
            initialFocus={() => firstFocus(popup.current)}
            // Nothing, where that is gone: useOpener looks after it. Base UI would take the page's first link.
            finalFocus={() => opener() ?? false}
            className={cx(
              "floats neatline flex max-h-full w-full flex-col shadow-float outline-none max-sm:min-h-full",
              widths[size],
            )}
          >
            <div className="flex min-h-0 flex-1 flex-col">
              <div className="border-line flex items-center gap-2.5 border-b py-2.5 pr-3 pl-4.5">
                {icon ? <Icon of={icon} size="row" tone={iconTone} /> : null}
                <Base.Title className="text-dialog min-w-0 font-bold">{title}</Base.Title>
                {beside}
                <span className="flex-1" />
                <IconButton label="Close" icon={X} onClick={() => onOpenChange(false)} />
              </div>
              {onSubmit ? (
                <form onSubmit={onSubmit} className="flex min-h-0 flex-1 flex-col" noValidate>
                  {rest}
                </form>
              ) : (
                rest
              )}
            </div>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** The first field; without one the dialog itself, so that its title is read and no button is pressed by mistake. */
function firstFocus(popup: HTMLElement | null): HTMLElement | null {
  return popup?.querySelector<HTMLElement>("[data-autofocus], input, textarea, [role=combobox]") ?? popup;
}
