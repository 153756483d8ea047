"use client";
import { Menu as Base } from "@base-ui/react/menu";
import { MenuPartsContext } from "./menu-parts.ts";
import type { MenuProps } from "./menu-types.ts";

/** The menu itself, opened: loaded when a menu is first asked for. */
export function MenuPopup({ trigger, align = "end", children }: MenuProps) {
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className="z-50">
          <Base.Popup className="fades rounded-control border-line-strong bg-raised shadow-float max-w-(--available-width) min-w-50 border py-1 wrap-anywhere outline-none">
            <MenuPartsContext value={Base}>{children}</MenuPartsContext>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
