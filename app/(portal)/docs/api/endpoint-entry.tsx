import { Row } from "#components/layout/row.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { Endpoint, Method } from "#lib/http/endpoint.ts";
import { errorsOf } from "#lib/http/openapi.ts";
import { endpointAnchor, shapeAnchor } from "./anchors.ts";
import { Coded } from "./coded.tsx";
import { curlExample } from "./curl-example.ts";
import { FieldTable } from "./field-table.tsx";
import { fieldsOf, type Operation, shapeOf, typeWords } from "./read-document.ts";

const tones: Record<Method, BadgeTone> = {
  GET: "info",
  POST: "positive",
  PUT: "caution",
  PATCH: "caution",
  DELETE: "danger",
};

function Who({ auth }: Pick<Endpoint, "auth">) {
  if (auth === "anyone") return "Anyone; who is not signed in, to what is public.";
  const token = auth.token ? `an API token with scope ${auth.token}` : null;
  const session = auth.session ? "a person who is signed in" : null;
  return `${[session, token].filter(Boolean).join(", or ")}.`.replace(/^./, (first) => first.toUpperCase());
}

const PARAMETER_PLACES: Record<string, string> = { path: "Address", query: "Query", header: "Header" };

function Parameters({ parameters }: Pick<Operation, "parameters">) {
  return Object.entries(PARAMETER_PLACES).map(([place, caption]) => {
    const rows = parameters
      .filter((one) => one.in === place)
      .map(({ name, schema, required = false, description = "" }) => ({
        name,
        type: schema.default === undefined ? typeWords(schema) : `${typeWords(schema)} (${schema.default})`,
        shape: null,
        required,
        meaning: description.replaceAll("`", ""),
      }));
    return rows.length > 0 ? <FieldTable key={place} caption={caption} rows={rows} /> : null;
  });
}

function Body({ endpoint, operation }: { endpoint: Endpoint; operation: Operation }) {
  const json = operation.requestBody?.content["application/json"]?.schema;
  const { upload } = endpoint;
  return (
    <>
      {json ? <FieldTable caption="Body, application/json" rows={fieldsOf(json)} /> : null}
      {upload ? (
        <p className="text-ink-muted max-w-line">
          {json ? "Or as " : "Body as "}
          {upload.types.join(", ")}: {upload.what}.
        </p>
      ) : null}
    </>
  );
}

function Answers({ operation, endpoint }: { endpoint: Endpoint; operation: Operation }) {
  const statuses = Object.keys(endpoint.answers);
  return (
    <ul className="flex flex-col gap-1">
      {statuses.map((status) => {
        const answer = operation.responses[status];
        const schema = Object.values(answer?.content ?? {})[0]?.schema;
        const shape = schema ? shapeOf(schema) : null;
        return (
          <li key={status}>
            <b>{status}</b> {answer?.description}
            {shape ? (
              <>
                {": "}
                <TextLink href={`#${shapeAnchor(shape)}`}>{schema ? typeWords(schema) : shape}</TextLink>
              </>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

type EndpointEntryProps = { endpoint: Endpoint; operation: Operation; publicUrl: string };

/** One method at one address: what to send, what comes back, what is refused, and a call to copy. */
export function EndpointEntry({ endpoint, operation, publicUrl }: EndpointEntryProps) {
  const { method, path, summary, about, row, auth } = endpoint;
  return (
    <article id={endpointAnchor(endpoint)} className="flex flex-col gap-3">
      <Stack gap="tight">
        <Row gap="small">
          <Badge tone={tones[method]}>{method}</Badge>
          <h3 className="text-body ligatures-none font-mono font-semibold wrap-anywhere">{path}</h3>
          <span className="text-ink-faint text-small">{row}</span>
        </Row>
        <p className="max-w-line">
          {summary}. {about ? <Coded text={about} /> : null}
        </p>
        <p className="text-ink-muted">
          <Who auth={auth} />
        </p>
      </Stack>
      <Parameters parameters={operation.parameters} />
      <Body endpoint={endpoint} operation={operation} />
      <Answers endpoint={endpoint} operation={operation} />
      <Row gap="small">
        <span className="text-ink-muted">Refusals</span>
        {errorsOf(endpoint).map((code) => (
          <TextLink key={code} href={`#${code}`}>
            {code}
          </TextLink>
        ))}
      </Row>
      <CodeBlock text={curlExample(endpoint, publicUrl)} what={`Call of ${method} ${path}`} />
    </article>
  );
}
