/**
 * Text for people as Markdown: nothing in it can become markup, a link, HTML or mathematics, in any flavour.
 */
export function markdownText(text: string): string {
  return (
    text
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
      .replace(/&/g, '&amp;')
      .replace(/[\\`*_{}[\]#+!|~$^@%]|=(?==)|(?<==)=/g, '\\$&')
      // Links that are made of a bare address.
      .replace(/:(?=\/\/)/g, '&#58;')
      .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}&#46;`)
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
  );
}
