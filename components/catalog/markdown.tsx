import Markdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { Prose } from "#components/ui/prose.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";

/**
 * Markdown of others, inert: no HTML, no script addresses, and no pictures from elsewhere (a page must not tell another
 * host who reads it): a picture becomes a link with its words (S13). Headings go down by one, the page has its own h1.
 */
export function MarkdownText({ text }: { text: string }) {
  return (
    <Prose>
      <Markdown
        remarkPlugins={[remarkGfm]}
        components={{
          h1: ({ children }) => <h2>{children}</h2>,
          h2: ({ children }) => <h3>{children}</h3>,
          h3: ({ children }) => <h4>{children}</h4>,
          h4: ({ children }) => <h5>{children}</h5>,
          pre: ({ children }) => (
            <ScrollRegion label="Code">
              <pre>{children}</pre>
            </ScrollRegion>
          ),
          table: ({ children }) => (
            <ScrollRegion label="Table">
              <table>{children}</table>
            </ScrollRegion>
          ),
          img: ({ src, alt }) =>
            typeof src === "string" && src ? (
              <a href={src} rel="noreferrer nofollow">
                {alt || "picture"}
              </a>
            ) : null,
          a: ({ href, children }) => (
            <a href={href} rel="noreferrer nofollow">
              {children}
            </a>
          ),
        }}
      >
        {text}
      </Markdown>
    </Prose>
  );
}
