import { Stack } from "#components/layout/stack.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import { Coded } from "./coded.tsx";

const RULES = [
  "Scripts send an API token: `Authorization: Bearer cra_…`. It has one scope (`read`, `write`, `publish` or `admin`, each with those before it) and never does more than the role of who made it. Registry tokens (`crt_…`) open the registry, not this API.",
  "`{K}` is `org-charts`, `org-kustomize-bases` or `org-manifest-bundles`. `{name}` is `name`, or `project~name` where the artifact has a project.",
  "The organization is the token's. People may name one with `?org=<slug>`.",
  "Lists take `limit` (1 to 200, 50 where it is not given) and `cursor`, and answer `items`, `nextCursor` and `total`. The next page is asked for with `cursor` set to `nextCursor`, until that is null.",
  "Refusals are `application/problem+json` with `code`, `title`, `detail`, `hint`, `fields` and `requestId`. A field that does not exist is refused by its name.",
  "Writes take an `Idempotency-Key`: the same request again, within 24 hours, gets the same answer and is not done twice.",
  "What one may not see is answered as what is not there: 404 to whoever is known, 401 to whoever is not.",
];

/** What holds for every address. */
export function Introduction({ publicUrl }: { publicUrl: string }) {
  return (
    <section className="flex flex-col gap-3">
      <TitledRule
        title="What holds everywhere"
        id="everywhere"
        action={<TextLink href="/api/v2/openapi.json">openapi.json</TextLink>}
      />
      <ul className="max-w-line flex list-disc flex-col gap-1.5 pl-4">
        {RULES.map((rule) => (
          <li key={rule}>
            <Coded text={rule} />
          </li>
        ))}
      </ul>
      <Stack gap="tight">
        <p className="text-ink-muted">The first token is made on the server:</p>
        <CodeBlock
          what="Making an API token"
          text={`npx chartroom token create --api --name ci --scope publish --expires 90d\nexport CHARTROOM_TOKEN=cra_…\ncurl -H "Authorization: Bearer $CHARTROOM_TOKEN" '${publicUrl}/api/v2/org-charts'`}
        />
      </Stack>
    </section>
  );
}
