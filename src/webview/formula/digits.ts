import { setInLines } from './brokenFormula';
import { onceAtRest } from './rest';
import { withTallParentheses } from './texParts';
import { typeset } from './typeset';

/** Parts of TeX whose digits are no content of their own: the data of marks, lengths, the formats of arrays, and an index without braces, of which TeX takes one digit. */
const NO_CONTENT =
  /[_^]\s*\d|\\htmlData\{[^}]*\}|\\\\\[[^\]]*\]|\\begin\{[^}]*\}(?:\[[^\]]*\]|\{[^}]*\})?|\\[a-z]*(?:space|kern|skip|rule|raisebox)\*?\{[^}]*\}|\\(?:kern|mkern|hskip|mskip)-?[\d.]+[a-z]+/;
/** Before an exponent or index KaTeX sets the last digit apart. */
const NUMBER = /\d+(?:\.\d+)?(?![\d.]|\s*[\^_])/;
const TOKENS = new RegExp(`${NO_CONTENT.source}|${NUMBER.source}`, 'g');
const IS_NUMBER = /^\d+(?:\.\d+)?$/;

/** The first of the numbers that are all different: longer than any that a formula has beside them. */
const FIRST = 10 ** 12;

/** How long after its numbers have changed for the first time they are looked for, though they go on changing. */
const WAIT = 200;

/** TeX without its numbers, and the numbers. */
interface Parts {
  readonly skeleton: string;
  readonly numbers: readonly string[];
}

/**
 * The numbers of a typeset formula, which change in place where nothing else does: no new typesetting. Which text of the
 * page shows which number is found out once, from the same formula with numbers that are all different.
 */
export class Digits {
  private parts: Parts | null = null;
  /** The texts that show each number: in what is seen, and in its MathML if it has any. */
  private texts: readonly (readonly [seen: Text, heard?: Text])[] | null = null;
  /** The skeleton of a formula whose numbers cannot be told apart: they are not looked for again. */
  private refused: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tex = '';
  private lines = false;

  /**
   * @param display whether the formula is displayed, or in running text
   * @param mathMl whether it is there for a screen reader too
   */
  constructor(
    private readonly area: HTMLElement,
    private readonly display = true,
    private readonly mathMl: () => boolean = () => true,
  ) {}

  /** Whether the formula is set in lines that break. */
  get inLines(): boolean {
    return this.lines;
  }

  /** Sets the formula in one piece, or in lines that break where the window ends. */
  setIn(lines: boolean): void {
    this.lines = lines;
    this.texts = null;
    this.set(this.tex, this.area);
  }

  /** Shows the formula; returns whether it can be wider or narrower than before. */
  show(tex: string): boolean {
    const parts = partsOf(tex);
    const same = parts.skeleton === this.parts?.skeleton && parts.numbers.length === this.parts.numbers.length;
    const { texts } = this;
    this.tex = tex;
    if (same && texts !== null) {
      let resized = false;
      parts.numbers.forEach((number, i) => {
        const before = this.parts!.numbers[i];
        if (number === before) return;
        texts[i][0].data = number;
        // All digits are equally wide.
        resized ||= number.length !== before.length;
      });
      this.parts = parts;
      if (this.mathMl()) onceAtRest(this.tellAloud);
      return resized;
    }
    if (!same) {
      this.lines = false;
      this.rest();
    }
    this.set(tex, this.area);
    this.parts = parts;
    this.texts = null;
    // Its numbers have changed once, so they may again, also before the wait is over: a number is being dragged.
    if (same && parts.numbers.length > 0 && parts.skeleton !== this.refused)
      this.timer ??= setTimeout(() => this.find(), WAIT);
    return true;
  }

  /** Takes the formula away; how it was set is kept. */
  clear(): void {
    this.rest();
    this.texts = null;
    this.area.replaceChildren();
  }

  /** The MathML, which only a screen reader reads, follows what is seen. */
  private readonly tellAloud = (): void => {
    const { parts, texts } = this;
    if (parts === null || texts === null) return;
    parts.numbers.forEach((number, i) => {
      const heard = texts[i][1];
      if (heard !== undefined && heard.data !== number) heard.data = number;
    });
    const source = this.lines ? null : this.area.querySelector('annotation');
    if (source !== null) source.textContent = this.tex;
  };

  private rest(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private find(): void {
    this.timer = undefined;
    if (!this.area.isConnected) return;
    this.texts = this.textsOf(this.tex, this.parts!.numbers);
    if (this.texts === null) this.refused = this.parts!.skeleton;
  }

  private set(tex: string, into: HTMLElement): void {
    const tall = withTallParentheses(tex);
    if (this.lines) setInLines(tall, into, this.mathMl());
    else typeset(tall, into, this.display, this.mathMl());
  }

  /** The texts of each number in the area, where the formula is typeset; null if they cannot be told apart. */
  private textsOf(tex: string, numbers: readonly string[]): (readonly [Text, Text?])[] | null {
    let count = 0;
    const probe = document.createElement('div');
    this.set(
      tex.replace(TOKENS, (token) => (IS_NUMBER.test(token) ? String(FIRST + count++) : token)),
      probe,
    );
    const found: Text[][] = numbers.map(() => []);
    for (const part of ['.katex-html', '.katex-mathml']) {
      const probed = numbersIn(probe, part);
      const shown = numbersIn(this.area, part);
      if (probed.length !== shown.length) return null;
      for (const [i, { data }] of probed.entries()) {
        const at = Number(data) - FIRST;
        if (at < 0) continue;
        if (numbers[at] !== shown[i].data) return null;
        found[at].push(shown[i]);
      }
    }
    const wanted = this.mathMl() ? 2 : 1;
    return found.every((texts) => texts.length === wanted) ? found.map(([seen, heard]) => [seen, heard]) : null;
  }
}

function partsOf(tex: string): Parts {
  const numbers: string[] = [];
  const skeleton = tex.replace(TOKENS, (token) => {
    if (!IS_NUMBER.test(token)) return token;
    numbers.push(token);
    return '#';
  });
  return { skeleton, numbers };
}

/** The texts that are a number in parts of a formula, in the order of the document. */
function numbersIn(formula: Element, part: string): Text[] {
  const texts: Text[] = [];
  for (const one of formula.querySelectorAll(part)) {
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.closest('annotation') === null && IS_NUMBER.test((node as Text).data))
        texts.push(node as Text);
    }
  }
  return texts;
}
