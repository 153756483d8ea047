import { NotHere } from "#components/layout/not-here.tsx";

/** What is missing and what may not be seen, inside the shell: one and the same page (CAT-29). */
export default function NotFound() {
  return <NotHere />;
}
