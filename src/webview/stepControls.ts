import type { StepsOverview } from '../panel/protocol';
import type { PageWords } from '../panel/protocol/pageWords';
import { button, element } from './element';
import { icon } from './icons';
import { fill } from './reader';
import { setOptions } from './options';

/** What the controls set off. Steps count from 0. */
export interface StepActions {
  go(index: number): void;
  togglePlay(): void;
  close(): void;
}

/** The row of buttons, slider and list above the steps. Changed in place, so that the focus stays where it is. */
export class StepControls {
  readonly element = element('div', 'step-controls');
  private readonly first: HTMLButtonElement;
  private readonly back: HTMLButtonElement;
  private readonly play: HTMLButtonElement;
  private readonly next: HTMLButtonElement;
  private readonly last: HTMLButtonElement;
  private readonly slider = element('input');
  private readonly count = element('span', 'step-count');
  private readonly list = element('select');
  private index = 0;
  private end = 0;

  constructor(
    private readonly words: PageWords,
    actions: StepActions,
  ) {
    this.first = button('', words.stepFirst, icon('first'), () => actions.go(0));
    this.back = button('', words.stepBack, icon('back'), () => actions.go(this.index - 1));
    this.play = button('', words.stepPlay, icon('play'), () => actions.togglePlay());
    this.next = button('', words.stepNext, icon('next'), () => actions.go(this.index + 1));
    this.last = button('', words.stepLast, icon('last'), () => actions.go(this.end));
    this.slider.type = 'range';
    this.slider.min = '1';
    this.slider.setAttribute('aria-label', words.stepSlider);
    this.slider.addEventListener('input', () => actions.go(Number(this.slider.value) - 1));
    this.list.addEventListener('change', () => actions.go(Number(this.list.value)));
    this.element.append(
      element('span', 'step-buttons', this.first, this.back, this.play, this.next, this.last),
      this.slider,
      this.count,
      element('label', 'field step-list', element('span', '', words.stepFormula), this.list),
      button('', words.stepsClose, icon('close'), () => actions.close()),
    );
  }

  /** Says where in the way a step is, before it is there. */
  show({ count, formulas }: Pick<StepsOverview, 'count'> & { formulas: readonly Titled[] }, index: number): void {
    this.index = index;
    this.end = count - 1;
    // A button that cannot be used keeps the focus: with `disabled` it would lose it under the reader's fingers.
    for (const one of [this.first, this.back]) one.setAttribute('aria-disabled', String(index === 0));
    for (const one of [this.next, this.last]) one.setAttribute('aria-disabled', String(index === this.end));
    const text = fill(this.words.stepOf, index + 1, count);
    this.slider.max = String(count);
    this.slider.value = String(index + 1);
    this.slider.setAttribute('aria-valuetext', text);
    this.count.textContent = text;
    setOptions(
      this.list,
      formulas.map(({ title, first }) => [String(first), title]),
    );
    this.list.value = String(formulas.findLast(({ first }) => first <= index)?.first ?? 0);
  }

  showPlaying(playing: boolean): void {
    const label = playing ? this.words.stepPause : this.words.stepPlay;
    this.play.title = label;
    this.play.setAttribute('aria-label', label);
    this.play.replaceChildren(icon(playing ? 'pause' : 'play'));
  }
}

/** A formula of the way with its title in the reader's language. */
interface Titled {
  readonly title: string;
  readonly first: number;
}
