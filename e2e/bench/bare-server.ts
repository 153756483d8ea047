import { createServer } from "node:http";

// What `node:http` alone costs: the same bytes and headers as the answer that it stands beside. Run as a process of its
// own; takes them as JSON in its argument and prints its port.
const [given = "{}"] = process.argv.slice(2);
const { headers, body } = JSON.parse(given) as { headers: Record<string, string>; body: string };
const bytes = Buffer.from(body, "base64");

const server = createServer((_request, response) => {
  response.writeHead(200, { ...headers, "content-length": bytes.length }).end(bytes);
}).listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address !== "string") process.stdout.write(`${address.port}\n`);
});
