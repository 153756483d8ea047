"use client";
import { FailedState } from "#components/ui/failed-state.tsx";
import { monoLatin, uiLatin, uiLatinExt } from "./fonts.ts";
import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** The root layout itself failed: no shell, no providers, only words and a way on. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en" className={`${uiLatin.variable} ${uiLatinExt.variable} ${monoLatin.variable}`}>
      <body>
        <title>Could not load · Chartroom</title>
        <main className="max-w-page mx-auto p-8">
          <FailedState
            as="h1"
            title="Could not load Chartroom"
            requestId={error.digest}
            actions={
              <button type="button" className="link" onClick={reset}>
                Try again
              </button>
            }
          >
            <p>The server met a fault before the page began. Nothing was changed.</p>
          </FailedState>
        </main>
      </body>
    </html>
  );
}
