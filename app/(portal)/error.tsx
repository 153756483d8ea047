"use client";
import { RouteFailed } from "#components/layout/route-failed.tsx";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** The shell stays: what failed is the page. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return <RouteFailed error={error} reset={reset} />;
}
