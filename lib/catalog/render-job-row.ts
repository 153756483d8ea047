import {
  type RenderedView,
  type RenderJobView,
  renderedSchema,
  renderJobSchema,
} from "#lib/engine/schema.ts";

export const renderJobColumns = {
  id: true,
  state: true,
  output: true,
  result: true,
  error: true,
  createdAt: true,
  finishedAt: true,
} as const;

type RenderJobRow = {
  id: string;
  state: string;
  output: Uint8Array | null;
  result: unknown;
  error: string | null;
  createdAt: Date;
  finishedAt: Date | null;
};

const resultSchema = renderedSchema.omit({ output: true });

function toOutcome({ output, result }: RenderJobRow): RenderedView | null {
  if (result === null) return null;
  return { ...resultSchema.parse(result), output: output && new TextDecoder().decode(output) };
}

export function toRenderJobView(row: RenderJobRow): RenderJobView {
  return {
    id: row.id,
    state: renderJobSchema.shape.state.parse(row.state),
    outcome: toOutcome(row),
    error: row.error,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
