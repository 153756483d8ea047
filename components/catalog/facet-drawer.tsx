"use client";
import { ListFilter } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

/** The filters where there is no room beside the list: a button that opens them, until one is chosen. */
export function FacetDrawer({ children }: { children: ReactNode }) {
  const here = useSearchParams().toString();
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  return (
    <span className="lg:hidden">
      <Button icon={ListFilter} onClick={() => setOpenedAt(here)}>
        Filter
      </Button>
      <Dialog
        open={openedAt === here}
        onOpenChange={(open) => setOpenedAt(open ? here : null)}
        title="Filter"
      >
        {children}
      </Dialog>
    </span>
  );
}
