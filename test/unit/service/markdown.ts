import { createRequire } from 'node:module';

/** A token of markdown-it, as far as tests look at it. */
interface Token {
  readonly type: string;
  readonly content: string;
  readonly children: readonly Token[] | null;
}

const MarkdownIt = createRequire(__filename)('markdown-it') as new (options: object) => {
  parse(text: string, environment: object): Token[];
};

const reader = new MarkdownIt({ html: true });

/** What a reader of Markdown (with HTML) makes of a text: the kinds of its parts, and their words. */
export function markdownParts(markdown: string): { readonly kinds: string[]; readonly words: string } {
  const kinds: string[] = [];
  const words: string[] = [];
  const visit = (tokens: readonly Token[]): void => {
    for (const token of tokens) {
      // Escapes and entities are read as text of their own; text after text is one.
      const kind = token.type === 'text_special' ? 'text' : token.type;
      if (kind !== 'inline' && !(kind === 'text' && kinds.at(-1) === 'text')) kinds.push(kind);
      if (kind !== 'inline') words.push(token.content);
      if (token.children) visit(token.children);
    }
  };
  visit(reader.parse(markdown, {}));
  return { kinds, words: words.join('') };
}
