import { TextLink } from "#components/ui/text-link.tsx";
import type { Endpoint } from "#lib/http/endpoint.ts";
import { endpointAnchor, groupAnchor } from "./anchors.ts";

type ContentsProps = { groups: readonly { group: string; endpoints: readonly Endpoint[] }[] };

/** The list of addresses beside the page. */
export function Contents({ groups }: ContentsProps) {
  return (
    <nav aria-label="Contents" className="top-bar sticky flex flex-col gap-4 self-start py-2 max-lg:static">
      <TextLink href="#everywhere">What holds everywhere</TextLink>
      {groups.map(({ group, endpoints }) => (
        <div key={group} className="flex flex-col gap-1">
          <TextLink href={`#${groupAnchor(group)}`}>{group}</TextLink>
          <ul className="text-ink-muted text-small flex flex-col gap-0.5">
            {endpoints.map((one) => (
              <li key={endpointAnchor(one)}>
                <TextLink tone="quiet" href={`#${endpointAnchor(one)}`}>
                  {one.summary}
                </TextLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <TextLink href="#shapes">Shapes</TextLink>
      <TextLink href="#refusals">Refusals</TextLink>
    </nav>
  );
}
