import type { Inline } from '../panel/protocol';
import { button, element } from './element';
import { Digits } from './formula/digits';
import { Marks } from './marks';
import type { Reader } from './reader';

type Link = Extract<Inline, { kind: 'help' | 'choose' }>;
type Part = { readonly tex: string } | { readonly text: string; readonly link: Link | null };

function linkOf(inline: Inline): Link | null {
  return inline.kind === 'help' || inline.kind === 'choose' ? inline : null;
}

/** Running text with formulas in it, set apart by blanks except before punctuation; in an element that is touched only where the text has changed. */
export class InlineView {
  private parts: readonly Part[] = [];
  /** Of each part that is one. */
  private formulas: readonly (InlineFormula | null)[] = [];

  constructor(
    readonly host: HTMLElement,
    private readonly reader: Reader,
  ) {}

  /** Shows the content; does nothing if it is there already. */
  show(content: readonly Inline[]): void {
    const parts = content.map((inline): Part =>
      inline.kind === 'math' ? { tex: inline.tex } : { text: this.reader.say(inline.text), link: linkOf(inline) },
    );
    const { formulas } = this;
    const same = parts.length === this.parts.length && parts.every((part, i) => isLike(part, this.parts[i]));
    this.parts = parts;
    if (same) parts.forEach((part, i) => 'tex' in part && formulas[i]!.show(part.tex));
    else this.layOut(parts);
  }

  private layOut(parts: readonly Part[]): void {
    this.host.replaceChildren();
    const textOf = (part: Part): string => ('text' in part ? part.text : '');
    this.formulas = parts.map((part, i) => {
      if (i > 0 && !/^[\s.,;:!?)]/.test(textOf(part)) && !/[\s(]$/.test(textOf(parts[i - 1]))) this.host.append(' ');
      if ('tex' in part) {
        const formula = new InlineFormula(this.reader);
        formula.show(part.tex);
        this.host.append(formula.element);
        return formula;
      }
      this.host.append(part.link ? this.link(part.text, part.link) : part.text);
      return null;
    });
  }

  private link(text: string, to: Link): HTMLElement {
    return button('link', text, text, () =>
      to.kind === 'help' ? this.reader.help() : this.reader.chooseColumn(to.column),
    );
  }
}

/** Whether a part differs from another in nothing but its formula. */
function isLike(part: Part, other: Part): boolean {
  if ('tex' in part || 'tex' in other) return 'tex' in part && 'tex' in other;
  return part.text === other.text && JSON.stringify(part.link) === JSON.stringify(other.link);
}

/** A formula in running text. */
class InlineFormula {
  readonly element = element('span', 'inline-formula');
  private readonly digits = new Digits(this.element, false);
  private tex: string | null = null;
  private marks: Marks | null = null;

  constructor(private readonly reader: Reader) {}

  show(tex: string): void {
    if (tex === this.tex) return;
    this.tex = tex;
    this.digits.show(tex);
    this.reader.entries.mark(this.element);
    if (this.marks !== null || this.element.querySelector('[data-t], [data-expand]') === null) return;
    this.element.tabIndex = 0;
    this.marks = new Marks(this.element, this.reader);
  }
}
