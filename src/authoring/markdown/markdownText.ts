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

/** The same for a notebook: where Jupyter and VS Code look for mathematics, in the source and in what comes of it, is none. */
export function jupyterText(text: string): string {
  return markdownText(text).replace(/\\[\\$]/g, '<span>$&</span>');
}
