/** Text for people as Typst markup: nothing in it can become code, mathematics or markup. */
export function typstText(text: string): string {
  return (
    text
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
      // In Typst’s text font this operator looks like ⋅.
      .replace(/∙/g, '•')
      .replace(/[\\#$*_`<>@[\]~=+\-/"'{}^|]/g, '\\$&')
  );
}

/** A string of Typst's code. */
export function typstString(text: string): string {
  const safe = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/["\\]/g, '\\$&');
  return `"${safe}"`;
}

/** A comment of one or more lines; what a name holds cannot end it. */
export function typstComment(...lines: readonly string[]): string {
  return lines.map((line) => `// ${line.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '?')}`).join('\n');
}
