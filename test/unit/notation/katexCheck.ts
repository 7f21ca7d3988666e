import katex, { type KatexOptions } from 'katex';
import type { Block, Inline, Page } from '../../../src/page/page';

/** All formulas of a page in KaTeX's strictest setting; \htmlData is allowed on the page only. Throws on the first bad one. */
export function assertTypesets(page: Page): void {
  for (const { blocks } of page.sections) for (const block of blocks) typesetBlock(block);
}

function typesetBlock(block: Block): void {
  switch (block.kind) {
    case 'formula':
      typeset(block.tex, true, true);
      typeset(block.plainTex, true, false);
      break;
    case 'paragraph':
    case 'note':
      typesetInline(block.content);
      break;
    case 'table':
      [block.head, ...block.rows].forEach((row) => row.forEach(typesetInline));
      break;
    case 'compare':
      for (const row of block.rows) for (const { right } of row) if (right !== null) typeset(right, false, false);
      break;
    case 'heatMap':
    case 'heading':
    case 'drawing':
    case 'neuron':
    case 'descent':
      break;
  }
}

function typesetInline(content: readonly Inline[]): void {
  for (const inline of content) if (inline.kind === 'math') typeset(inline.tex, false, false);
}

/** All that KaTeX does but for MathML and the text of the markup, which say nothing more about the formula. */
const { __renderToHTMLTree: setInHtml } = katex as unknown as {
  readonly __renderToHTMLTree: (tex: string, options: KatexOptions) => unknown;
};

/** What has been found good before, whatever its numbers: pages have most of their formulas in common. */
const good = new Set<string>();

/** To KaTeX a number is a row of signs, as good as any other, unless a macro right before it takes its first digit. */
function withAnyNumbers(tex: string): string {
  return tex.replace(/(?<![A-Za-z])-?\d+(?:\.\d+)?(?:\\phantom\{[\d.]*\})?/g, '0');
}

export function typeset(tex: string, displayMode: boolean, htmlData: boolean): void {
  const key = `${displayMode} ${htmlData} ${withAnyNumbers(tex)}`;
  if (good.has(key)) return;
  setInHtml(tex, {
    displayMode,
    throwOnError: true,
    trust: ({ command }) => htmlData && command === '\\htmlData',
    strict: (code: string) => (htmlData && code === 'htmlExtension' ? 'ignore' : 'error'),
  });
  good.add(key);
}
