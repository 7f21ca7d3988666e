import type { Inline } from '../panel/protocol';
import { button, element } from './element';
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
      inline.kind === 'math'
        ? { tex: inline.tex }
        : { text: this.reader.say(inline.text), help: inline.kind === 'help' },
    );
    const wanted = JSON.stringify(parts);
    if (wanted === this.shown) return;
    this.shown = wanted;
    this.host.replaceChildren();
    parts.forEach((part, i) => {
      if (i > 0 && !/^[\s.,;:!?)]/.test(part.text ?? '') && !/[\s(]$/.test(parts[i - 1].text ?? ''))
        this.host.append(' ');
      if (part.text === undefined) this.host.append(this.formula(part.tex));
      else this.host.append(part.help ? this.link(part.text) : part.text);
    });
  }

  private link(text: string): HTMLElement {
    return button('link', text, text, () => this.reader.help());
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
