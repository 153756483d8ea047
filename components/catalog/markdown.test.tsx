import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { MarkdownText } from "./markdown.tsx";

const render = (text: string) => renderToStaticMarkup(<MarkdownText text={text} />);

it.each([
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  "<svg onload=alert(1)></svg>",
  "<iframe src=javascript:alert(1)></iframe>",
  "[a](javascript:alert(1))",
  "[a](JaVaScRiPt:alert(1))",
  "[a](java\tscript:alert(1))",
  "[a](&#106;avascript:alert(1))",
  "[a](javascript&colon;alert(1))",
  "[a](\u0001javascript:alert(1))",
  "[a](vbscript:msgbox(1))",
  "[a](data:text/html;base64,PHNjcmlwdD4=)",
  "![a](javascript:alert(1))",
  "![a](data:image/svg+xml;base64,PHN2Zz4=)",
  "![a](https://elsewhere.example/pixel.png)",
  "<javascript:alert(1)>",
  '[a]: javascript:alert(1) "t"\n\n[a]',
  '<a href="javascript:alert(1)">a</a>',
  "| a |\n| - |\n| <img src=x onerror=alert(1)> |",
  "[^1]\n\n[^1]: <script>alert(1)</script>",
  "```html\n<script>alert(1)</script>\n```",
])("S13: %j is shown, and does nothing", (text) => {
  const html = render(text);
  expect(html).not.toMatch(/<(script|img|svg|iframe|object|embed|style|form|input|base|meta|link)\b/i);
  expect(html).not.toMatch(/<[^>]*\son\w+=/i);
  expect(html).not.toMatch(/(href|src|action)="\s*(?!https?:|mailto:|#|"|\/)[^"]*:/i);
});

it("S13: links of people work, and tell the other side nothing", () => {
  expect(render("[a](https://example.test/x)")).toContain(
    '<a href="https://example.test/x" rel="noreferrer nofollow">a</a>',
  );
  expect(render("![logo](https://example.test/x.png)")).toContain(">logo</a>");
});
