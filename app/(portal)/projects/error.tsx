"use client";
import { PageFailed } from "#components/catalog/page-failed.tsx";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return <PageFailed error={error} reset={reset} title="Could not read the projects" />;
}
