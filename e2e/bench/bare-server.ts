import { createServer } from "node:http";
import { text } from "node:stream/consumers";

// What `node:http` alone costs: the same bytes and headers as the answer that it stands beside. Run as a process of its
// own; takes them as JSON on its standard input and prints its port.
const { headers, body } = JSON.parse(await text(process.stdin)) as {
  headers: Record<string, string>;
  body: string;
};
const bytes = Buffer.from(body, "base64");

const server = createServer((_request, response) => {
  response.writeHead(200, { ...headers, "content-length": bytes.length }).end(bytes);
}).listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address !== "string") process.stdout.write(`${address.port}\n`);
});
