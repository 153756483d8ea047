import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { shapeAnchor } from "./anchors.ts";

type Row = { name: string; type: string; shape: string | null; required: boolean; meaning?: string };
type FieldTableProps = { caption: string; rows: readonly Row[] };

/** Fields of a body or a shape, or parameters of an address. */
export function FieldTable({ caption, rows }: FieldTableProps) {
  const explained = rows.some((row) => row.meaning);
  return (
    <div className="wrap-anywhere">
      <Table caption={caption}>
        <TableHead>
          <HeadCell width="third">{caption}</HeadCell>
          <HeadCell>Holds</HeadCell>
          {explained ? <HeadCell>Means</HeadCell> : null}
        </TableHead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={row.name} still>
              <Cell head mono>
                {row.name}
                {row.required ? null : <span className="text-ink-faint font-sans"> optional</span>}
              </Cell>
              <Cell tone="muted">
                {row.shape ? <TextLink href={`#${shapeAnchor(row.shape)}`}>{row.type}</TextLink> : row.type}
              </Cell>
              {explained ? <Cell tone="muted">{row.meaning}</Cell> : null}
            </TableRow>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
