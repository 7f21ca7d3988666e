import type { Inline } from '../panel/protocol';
import { button, element } from './element';
import { Marks } from './marks';
import type { Reader } from './reader';
import { typeset } from './formula/typeset';

type Link = Extract<Inline, { kind: 'help' | 'choose' }>;

function linkOf(inline: Inline): Link | null {
  return inline.kind === 'help' || inline.kind === 'choose' ? inline : null;
}

/** Running text with formulas in it, set apart by blanks except before punctuation; in an element that is touched only where the text has changed. */
export class InlineView {
  private shown = '';

  constructor(
    readonly host: HTMLElement,
    private readonly reader: Reader,
  ) {}

  /** Shows the content; does nothing if it is there already. */
  show(content: readonly Inline[]): void {
    const parts = content.map((inline) =>
      inline.kind === 'math' ? { tex: inline.tex } : { text: this.reader.say(inline.text), link: linkOf(inline) },
    );
    const wanted = JSON.stringify(parts);
    if (wanted === this.shown) return;
    this.shown = wanted;
    this.host.replaceChildren();
    parts.forEach((part, i) => {
      if (i > 0 && !/^[\s.,;:!?)]/.test(part.text ?? '') && !/[\s(]$/.test(parts[i - 1].text ?? ''))
        this.host.append(' ');
      if (part.text === undefined) this.host.append(this.formula(part.tex));
      else this.host.append(part.link ? this.link(part.text, part.link) : part.text);
    });
  }

  private link(text: string, to: Link): HTMLElement {
    return button('link', text, text, () =>
      to.kind === 'help' ? this.reader.help() : this.reader.chooseColumn(to.column),
    );
  }

  private formula(tex: string): HTMLElement {
    const span = element('span', 'inline-formula');
    typeset(tex, span, false);
    this.reader.entries.mark(span);
    if (span.querySelector('[data-t], [data-expand]')) {
      span.tabIndex = 0;
      new Marks(span, this.reader);
    }
    return span;
  }
}
