import type { Inline } from '../panel/protocol';
import { element } from './element';
import { Marks } from './marks';
import type { Reader } from './reader';
import { typeset } from './typeset';

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
      inline.kind === 'text' ? { text: this.reader.say(inline.text) } : { tex: inline.tex },
    );
    const wanted = JSON.stringify(parts);
    if (wanted === this.shown) return;
    this.shown = wanted;
    this.host.replaceChildren();
    parts.forEach((part, i) => {
      if (i > 0 && !/^[\s.,;:!?)]/.test(part.text ?? '') && !/[\s(]$/.test(parts[i - 1].text ?? ''))
        this.host.append(' ');
      this.host.append(part.text ?? this.formula(part.tex));
    });
  }

  private formula(tex: string): HTMLElement {
    const span = element('span', 'inline-formula');
    typeset(tex, span, false);
    if (span.querySelector('[data-t], [data-expand]')) {
      span.tabIndex = 0;
      new Marks(span, this.reader);
    }
    return span;
  }
}
