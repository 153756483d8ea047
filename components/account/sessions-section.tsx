"use client";
import { ActionForm, type FormAction } from "#components/form/action-form.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { notify } from "#components/ui/toast.tsx";
import type { SessionView } from "#lib/auth/schema.ts";

export type SessionDeeds = {
  endOneSession: FormAction;
  signOutElsewhere: FormAction;
  signOutEverywhere: FormAction;
};

const howWords: Record<SessionView["how"], string> = {
  password: "Password",
  openid: "OpenID Connect",
  link: "One-time link",
};

export function SessionsSection({
  sessions,
  deeds,
}: {
  sessions: readonly SessionView[];
  deeds: SessionDeeds;
}) {
  const hasOthers = sessions.some(({ isCurrent }) => !isCurrent);
  return (
    <>
      <Table caption="Your sessions" bleed>
        <TableHead>
          <HeadCell>Browser</HeadCell>
          <HeadCell hide="phone">Address</HeadCell>
          <HeadCell hide="narrow">Signed in by</HeadCell>
          <HeadCell hide="narrow">Signed in</HeadCell>
          <HeadCell>Last seen</HeadCell>
          <HeadCell width="shrink">
            <span className="sr-only">End</span>
          </HeadCell>
        </TableHead>
        <tbody>
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} action={deeds.endOneSession} />
          ))}
        </tbody>
      </Table>
      <p className="text-ink-muted max-w-line">
        An ended session is a stranger's from its next request on. Tokens are not touched: revoke those on
        their own page.
      </p>
      <div className="flex flex-wrap gap-2">
        {hasOthers ? (
          <ActionForm
            action={deeds.signOutElsewhere}
            onDone={() => notify({ title: "Your other sessions have ended" })}
          >
            {({ isSending }) => (
              <Button type="submit" working={isSending && "Signing out"}>
                Sign out everywhere else
              </Button>
            )}
          </ActionForm>
        ) : null}
        <ActionForm action={deeds.signOutEverywhere}>
          {({ isSending }) => (
            <Button type="submit" tone="danger" working={isSending && "Signing out"}>
              Sign out everywhere
            </Button>
          )}
        </ActionForm>
      </div>
    </>
  );
}

function SessionRow({ session, action }: { session: SessionView; action: FormAction }) {
  return (
    <TableRow>
      <Cell head>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <b>{session.client}</b>
          {session.isCurrent ? <Badge tone="mark">This one</Badge> : null}
        </span>
        <p className="text-ink-muted text-small sm:hidden">{session.address}</p>
      </Cell>
      <Cell mono hide="phone">
        {session.address}
      </Cell>
      <Cell hide="narrow">{howWords[session.how]}</Cell>
      <Cell hide="narrow">
        <RelativeTime at={session.createdAt} />
      </Cell>
      <Cell>{session.isCurrent ? "now" : <RelativeTime at={session.seenAt} />}</Cell>
      <Cell align="right">
        {session.isCurrent ? null : (
          <ActionForm
            action={action}
            hidden={{ session: session.id }}
            onDone={() => notify({ title: `The session of ${session.client} has ended` })}
          >
            {({ isSending }) => (
              <Button
                type="submit"
                size="small"
                working={isSending && "Ending"}
                aria-label={`End the session of ${session.client}, ${session.address}`}
              >
                End
              </Button>
            )}
          </ActionForm>
        )}
      </Cell>
    </TableRow>
  );
}
