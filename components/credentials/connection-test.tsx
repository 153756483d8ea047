"use client";
import { PlugZap } from "lucide-react";
import type { ReactNode } from "react";
import { CodeInput } from "#components/form/code-input.tsx";
import { Field } from "#components/form/field.tsx";
import { RefusedBanner } from "#components/form/refused-banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { TestResult as Result } from "#lib/credentials/schema.ts";
import { TestResult } from "./test-result.tsx";
import { useSeenAnswer } from "./use-seen-answer.ts";

type ConnectionTestProps = {
  repository: string;
  onRepository: (text: string) => void;
  repositoryError: string | undefined;
  isTesting: boolean;
  /** Why it cannot be tested yet. */
  notYet?: string | false;
  onTest: () => void;
  /** Of the request itself; a test that fails is a result. */
  error: unknown;
  result: Result | null;
  /** Where there is no result. */
  children?: ReactNode;
};

/** A repository to read, the button, and what was found. */
export function ConnectionTest(props: ConnectionTestProps) {
  const { repository, onRepository, repositoryError, isTesting, notYet, onTest, error, result, children } =
    props;
  const answer = useSeenAnswer(isTesting);
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <Field
        label="Test with repository"
        optional
        hint="Its tags are listed and one manifest is read."
        error={repositoryError}
      >
        {(ids) => (
          <div className="flex flex-wrap gap-2">
            <div className="min-w-48 flex-1">
              <CodeInput
                {...ids}
                placeholder="acme/charts/web"
                value={repository}
                onChange={(event) => onRepository(event.target.value)}
              />
            </div>
            <Button icon={PlugZap} working={isTesting && "Testing"} notAllowed={notYet} onClick={onTest}>
              Test connection
            </Button>
          </div>
        )}
      </Field>
      {error && !repositoryError ? (
        <RefusedBanner title="The connection was not tested." error={error} />
      ) : null}
      <div ref={answer} aria-live="polite">
        {isTesting ? <Testing /> : null}
        {!isTesting && result ? <TestResult result={result} /> : null}
      </div>
      {!isTesting && !result ? children : null}
    </div>
  );
}

const STAND_INS = ["name", "tls", "challenge", "login", "clock"];

function Testing() {
  return (
    <div
      role="status"
      aria-label="Testing the connection"
      className="rounded-panel border-line bg-raised border"
    >
      <p className="border-line text-ink-muted min-h-9 border-b px-3 py-2">Talking to the registry</p>
      {STAND_INS.map((name) => (
        <div key={name} className="border-line flex h-9.5 items-center gap-3 border-b px-3 last:border-b-0">
          <Skeleton width="quarter" />
          <Skeleton width="half" />
        </div>
      ))}
    </div>
  );
}
