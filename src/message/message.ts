/**
 * A sentence for people that an adapter can still translate: an English template with `{0}`, `{1}`, … for its arguments.
 * The core never joins sentences from pieces, so a translator sees each one whole.
 */
export interface Message {
  readonly template: string;
  /** An argument that is a message too is translated by itself. */
  readonly args: readonly (string | number | Message)[];
}

/** Makes a message. The template must be a string literal, so that the translation test can collect it. */
export function message(template: string, ...args: (string | number | Message)[]): Message {
  return { template, args };
}

/** Names of quantities in the paper's letters, which may be written in others: `Δ₂`, or an index alone, `₂`. */
export function quantities(text: string): Message {
  return { template: text, args: [] };
}

/** Puts the arguments in place; `vscode.l10n.t` has this signature too and translates on the way. */
export type Translate = (template: string, ...args: (string | number)[]) => string;

/** The template with the arguments in place. */
export function fill(template: string, ...args: readonly (string | number)[]): string {
  if (args.length === 0) return template;
  return template.replace(/\{(\d+)\}/g, (whole, index: string) => {
    const value = args[Number(index)];
    return value === undefined ? whole : String(value);
  });
}

/** The English reading. */
export const inEnglish: Translate = fill;

/** The message as text, in English unless a translation is given; a name or number needs none. */
export function say(text: Message | string, translate: Translate = inEnglish): string {
  if (typeof text === 'string') return text;
  return translate(text.template, ...text.args.map((arg) => (typeof arg === 'object' ? say(arg, translate) : arg)));
}
