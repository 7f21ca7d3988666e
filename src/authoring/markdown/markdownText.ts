/**
 * Text for people as Markdown: nothing in it can become markup, a link, HTML or mathematics, in any flavour.
 */
export function markdownText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\\`*_{}[\]()#+!|~$^:@=-]/g, (character) => (escapable(character) ? `\\${character}` : character))
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** Colons, equals signs and the like mean something only at the start of a line or in a flavour's directives. */
function escapable(character: string): boolean {
  return !':@=()-'.includes(character);
}
