import type { ReactNode } from "react";
import { requireViewer } from "#lib/auth/session.ts";

/** A stranger is sent to the sign-in page before anything is answered (CAT-34). The page asks again. */
export default async function ProjectListLayout({ children }: { children: ReactNode }) {
  await requireViewer();
  return children;
}
