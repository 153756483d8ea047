import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { advice } from "#lib/problems/advice.ts";
import { catalogue, type ProblemCode } from "#lib/problems/catalogue.ts";
import { Coded } from "./coded.tsx";

// `as`: the keys of the catalogue are the codes; Object.keys forgets it.
const codes = Object.keys(catalogue) as ProblemCode[];

/** Every refusal there is; each `type` of a problem leads to its row. */
export function ProblemTable() {
  return (
    <ScrollRegion label="Every refusal">
      <Table caption="Every refusal">
        <TableHead>
          <HeadCell>Code</HeadCell>
          <HeadCell>Status</HeadCell>
          <HeadCell hide="narrow">In the registry</HeadCell>
          <HeadCell>Says</HeadCell>
          <HeadCell width="half">What to do</HeadCell>
        </TableHead>
        <tbody>
          {codes.map((code) => (
            <TableRow key={code} id={code} still>
              <Cell head mono>
                {code}
              </Cell>
              <Cell>{catalogue[code].status}</Cell>
              <Cell hide="narrow" mono tone="muted">
                {catalogue[code].oci}
              </Cell>
              <Cell>{catalogue[code].title}</Cell>
              <Cell tone="muted">
                <Coded text={advice[code] ?? ""} />
              </Cell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}
