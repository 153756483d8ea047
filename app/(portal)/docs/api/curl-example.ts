import type { Endpoint } from "#lib/http/endpoint.ts";
import { apiRoot } from "#lib/ids/ids.ts";

const SAMPLES: Record<string, string> = {
  K: apiRoot("chart"),
  name: "payments~web",
  path: "templates/deployment.yaml",
  id: "2f9c1d6e0b7a4f8c9d3e5a1b6c7d8e9f0a1b2c3d",
  version: "1.4.0",
  range: "1.3.0...1.4.0",
};

function bodyLines({ example, upload }: Endpoint): string[] {
  if (example?.body)
    return [
      '-H "Content-Type: application/json"',
      `-d '${JSON.stringify(example.body).replaceAll("'", "'\\''")}'`,
    ];
  const type = upload?.types[0];
  return type ? [`-H "Content-Type: ${type}"`, "--data-binary @web-1.4.0.tgz"] : [];
}

/** A call that works as it is written, once the names are one's own. */
export function curlExample(endpoint: Endpoint, publicUrl: string): string {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => SAMPLES[name] ?? name);
  const address = `'${publicUrl}/api/v2${path}${endpoint.example?.query ?? ""}'`;
  const isOpen = endpoint.auth === "anyone" && endpoint.errors.length === 0;
  const options = [
    ...(endpoint.method === "GET" ? [] : [`-X ${endpoint.method}`]),
    ...(isOpen ? [] : ['-H "Authorization: Bearer $CHARTROOM_TOKEN"']),
    ...bodyLines(endpoint),
  ];
  return [`curl ${address}`, ...options].join(" \\\n  ");
}
