import { isNnetFence } from './fenceInfo';
import type { FenceText } from './fenceRenderer';

/** What is used of a token of markdown-it. */
export interface MarkdownToken {
  readonly type: string;
  readonly info: string;
  readonly content: string;
  /** The sign before a fence’s info. */
  readonly markup: string;
  /** The first line, from 0, and the one after the last. */
  readonly map: [number, number] | null;
}

interface TokenRenderer {
  renderAttrs(token: MarkdownToken): string;
  renderToken(tokens: MarkdownToken[], index: number, options: unknown): string;
}

type Rule = (tokens: MarkdownToken[], index: number, options: unknown, env: unknown, self: TokenRenderer) => string;

/** What is used of a markdown-it, whoever made it: its rules are functions by name. */
export interface MarkdownIt {
  readonly renderer: { readonly rules: object };
}

/**
 * Lets a markdown-it show fences of this language; all others are left to it. Line numbers and classes that the preview
 * keeps on tokens are kept.
 * @param show the HTML of a fence.
 */
export function showFences<Markdown extends MarkdownIt>(
  markdown: Markdown,
  show: (fence: FenceText) => string,
): Markdown {
  const { rules } = markdown.renderer as { rules: { fence?: Rule } };
  const others = rules.fence;
  rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index];
    if (!isNnetFence(token.info)) {
      return others ? others(tokens, index, options, env, self) : self.renderToken(tokens, index, options);
    }
    return `<div class="nnet-fence"><div${self.renderAttrs(token)}>\n${show({ ...textOf(token), document: documentOf(env) })}\n</div></div>\n`;
  };
  return markdown;
}

export function textOf({ info, content, map }: MarkdownToken): Omit<FenceText, 'document'> {
  return { info, content, firstLine: map === null ? null : map[0] + 1 };
}

/** The address of the file that a preview of VS Code renders: it is in the environment of the rendering. */
function documentOf(env: unknown): string | null {
  const { currentDocument } = (env ?? {}) as { readonly currentDocument?: { toString(): string } };
  const address = currentDocument?.toString() ?? '';
  return /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : null;
}
