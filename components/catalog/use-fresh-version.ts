import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { VersionView } from "#lib/catalog/schema.ts";

/** Has the server's parts of the page drawn anew once a check of the version went on since they were drawn. */
export function useFreshVersion(drawn: VersionView, known: VersionView): void {
  const router = useRouter();
  const before = drawn.check.state;
  const now = known.check.state;
  useEffect(() => {
    if (before !== now) router.refresh();
  }, [router, before, now]);
}
