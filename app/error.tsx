"use client";
import { RouteFailed } from "#components/layout/route-failed.tsx";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <main className="bg-surface min-h-dvh">
      <RouteFailed error={error} reset={reset} />
    </main>
  );
}
