/** A cell of a notebook. */
export interface Cell {
  readonly kind: 'markdown' | 'code';
  readonly text: string;
  /** What a code cell shows before it is run: its own code stays folded. */
  readonly shows?: { readonly svg: string; readonly alt: string };
  /** What a program that reads the notebook is told of the cell. */
  readonly metadata?: object;
}

/** The cells as a file of Jupyter (nbformat 4.5). */
export function notebookText(cells: readonly Cell[]): string {
  const document = {
    cells: cells.map(({ kind, text, shows, metadata = {} }, i) => ({
      cell_type: kind,
      id: `${kind}-${i + 1}`,
      metadata: shows === undefined ? metadata : { ...metadata, jupyter: { source_hidden: true } },
      ...(kind === 'code' ? { execution_count: null, outputs: shows === undefined ? [] : [shown(shows)] } : {}),
      source: linesOf(text),
    })),
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

function shown({ svg, alt }: NonNullable<Cell['shows']>) {
  return { output_type: 'display_data', data: { 'image/svg+xml': linesOf(svg), 'text/plain': [alt] }, metadata: {} };
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}
