import type { Message, Translate } from '../../message/message';

/** Text for people as Markdown: nothing in it can become markup, a link or HTML. */
export function markdownText(text: string): string {
  return (
    text
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
      .replace(/[\\`*_{}[\]#+!|~$^]/g, '\\$&')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      // Bare addresses become links.
      .replace(/:(?=\/)/g, '&#58;')
      .replace(/@/g, '&#64;')
      .replace(/(?<=www)\./gi, '&#46;')
  );
}

/** A message as Markdown: its template may hold markup, its arguments are text. */
export function sayMarkdown({ template, args }: Message, translate: Translate): string {
  const said = args.map((arg) => {
    if (typeof arg === 'object') return sayMarkdown(arg, translate);
    return typeof arg === 'string' ? markdownText(arg) : arg;
  });
  return translate(template, ...said);
}

/** Text as code within a line, whatever it holds. */
export function inlineCode(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const padding = /^`|`$|^ .*[^ ].* $/.test(line) ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}
