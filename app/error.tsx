"use client";
import { PageFailed } from "#components/catalog/page-failed.tsx";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <main className="bg-surface min-h-dvh">
      <PageFailed error={error} reset={reset} />
    </main>
  );
}
