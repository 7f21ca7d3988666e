import type { FormulaBlock, StepView, StepsOverview, ToPage } from '../panel/protocol';
import { button, element } from './element';
import { FormulaView } from './blocks/formulaView';
import { fill, type Reader } from './reader';
import { StepControls } from './stepControls';

type StepMessage = Extract<ToPage, { type: 'step' }>;

/** How long a step stays while they are played, in milliseconds: as long as it takes to say what happens in it. */
const PACE = 2500;

/** What the steps set off. */
export interface StepperActions {
  /** Makes a change without moving what the reader looks at. */
  keepPlace(change: () => void): void;
  /** Asks for a step, from 0. */
  ask(index: number): void;
  /** Is told when the steps are opened or closed, or another step is shown. */
  changed(): void;
  end(): void;
}

/** The section with the steps: closed a button, open the player with what is done and the step at hand. */
export class Stepper {
  readonly element = element('section', 'stepper');
  private readonly invitation: HTMLElement;
  private readonly player = element('div', 'player');
  private readonly head = element('div', 'step-head');
  private readonly title = element('h3');
  private readonly sentence = element('p', 'sentence');
  private readonly omitted = element('p', 'omitted');
  private readonly lines = element('ol', 'step-lines');
  private readonly spoken = element('p', 'spoken');
  private readonly controls: StepControls;
  private readonly formula: FormulaView;
  /** The views of the lines shown, by the id of their block. */
  private readonly views = new Map<string, { readonly item: HTMLLIElement; readonly view: FormulaView }>();
  private current: FormulaView;
  /** The step asked for, from 0; null while closed. */
  private wanted: number | null = null;
  /** The step on the screen; null while closed, and until the first one comes. */
  private shown: StepMessage | null = null;
  /** Where the steps were closed. */
  private left = 0;
  private goesThere = false;
  private playing = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly reader: Reader,
    private readonly actions: StepperActions,
  ) {
    const { words } = reader;
    this.controls = new StepControls(words, {
      go: (index) => this.goByHand(index),
      togglePlay: () => this.play(!this.playing),
      close: () => this.close(),
    });
    this.current = this.formula = new FormulaView(reader);
    this.formula.element.classList.add('block', 'formula', 'step-formula');
    const heading = element('h2', '', words.steps);
    heading.id = 'section-steps';
    this.element.setAttribute('aria-labelledby', heading.id);
    this.element.dataset['block'] = 'steps';
    this.invitation = element(
      'p',
      'invitation',
      `${words.stepsIntroduction} `,
      button('', words.stepsOpen, words.stepsOpen, () => this.open()),
    );
    this.spoken.setAttribute('role', 'status');
    this.player.tabIndex = 0;
    this.player.setAttribute('role', 'group');
    this.player.setAttribute('aria-label', words.stepsPlayer);
    this.head.append(this.controls.element, this.title, this.formula.element, this.sentence);
    this.player.append(this.head, this.omitted, this.lines, this.spoken);
    this.element.append(heading, this.invitation, this.player);
    this.showOpen();
  }

  /** The step that is asked for, from 0; null while the steps are closed. */
  get index(): number | null {
    return this.wanted;
  }

  /** The layer of the step shown, from 1; null while there is none. */
  get layer(): number | null {
    return this.shown?.view.layer ?? null;
  }

  /**
   * Opens the steps.
   * @param index where; unless given, where they were closed.
   * @param go whether the reader goes there; after a restart the steps open where they stand.
   */
  open(index = this.left, go = true): void {
    this.wanted = index;
    this.goesThere = go;
    this.showOpen();
    this.actions.ask(index);
    this.actions.changed();
  }

  /** Opens the steps, unless they are open. */
  show(): void {
    if (this.wanted === null) this.open();
  }

  /**
   * Opens the steps and goes to them; closes them for who is there already.
   * @param alone whether nothing but the steps is to be seen.
   */
  toggle(alone: boolean): void {
    if (this.wanted === null) this.open();
    else if (alone || this.player.contains(document.activeElement)) this.close();
    else this.goThere();
  }

  /** Takes a step from the host: the one asked for, or the same again with new numbers. */
  receive(message: StepMessage): void {
    if (this.wanted === null) return;
    const { overview, view } = message;
    const before = this.shown;
    this.shown = message;
    // Of several steps asked for quickly only the last counts; where there are fewer steps now, their last.
    const arrived = view.index === Math.min(this.wanted, overview.count - 1);
    if (arrived) this.wanted = view.index;
    this.actions.keepPlace(() => {
      this.showOpen();
      this.showControls();
      this.draw(view);
    });
    if (before !== null && view.index !== before.view.index) {
      const { words } = this.reader;
      const count = fill(words.stepOf, view.index + 1, overview.count);
      this.spoken.textContent = `${count}. ${this.title.textContent}. ${this.sentence.textContent}`;
      this.bringIntoView();
    }
    if (this.goesThere) this.goThere();
    this.goesThere = false;
    this.actions.changed();
    if (this.playing && arrived) this.playOn();
  }

  /** Handles a key; says whether it was one of the player's. */
  key(event: KeyboardEvent): boolean {
    const { target, key } = event;
    if (this.shown === null || this.wanted === null || !(target instanceof HTMLElement)) return false;
    // A list, a slider, a formula have keys of their own.
    if (key === ' ') {
      if (target instanceof HTMLButtonElement || target instanceof HTMLSelectElement) return false;
      this.play(!this.playing);
      return true;
    }
    if (target instanceof HTMLSelectElement || target instanceof HTMLInputElement) return false;
    if (target.closest('.formula-area')) return false;
    const to = stepOfKey(event, this.wanted, this.shown.overview);
    if (to !== null) this.goByHand(to);
    else if (key === 'c') this.current.copy();
    else return false;
    return true;
  }

  /** Closes the steps, since they are those of another text. */
  leave(): void {
    if (this.wanted !== null) this.close();
    this.left = 0;
  }

  private close(): void {
    const inside = this.player.contains(document.activeElement);
    this.play(false);
    this.left = this.wanted ?? 0;
    this.wanted = this.shown = null;
    this.showOpen();
    if (inside) this.invitation.querySelector('button')!.focus({ preventScroll: true });
    this.actions.end();
    this.actions.changed();
  }

  private showOpen(): void {
    const open = this.wanted !== null;
    document.body.classList.toggle('stepping', open);
    this.invitation.hidden = open;
    this.player.hidden = this.shown === null;
  }

  private goThere(): void {
    this.player.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: 'start', behavior: 'instant' });
    this.bringIntoView();
  }

  private goByHand(index: number): void {
    this.play(false);
    this.go(index);
  }

  private go(index: number): void {
    if (this.wanted === null) return;
    const end = this.shown === null ? index : this.shown.overview.count - 1;
    const to = Math.max(0, Math.min(index, end));
    if (to === this.wanted) return;
    this.wanted = to;
    this.showControls();
    this.actions.ask(to);
  }

  private play(on: boolean): void {
    clearTimeout(this.timer);
    if (on === this.playing) return;
    this.playing = on;
    this.controls.showPlaying(on);
    if (!on) return;
    // Played from the end, it begins anew.
    if (this.wanted === (this.shown?.overview.count ?? 0) - 1) this.go(0);
    else this.playOn();
  }

  private playOn(): void {
    clearTimeout(this.timer);
    if (this.wanted === null || this.wanted >= this.shown!.overview.count - 1) this.play(false);
    else this.timer = setTimeout(() => this.go(this.wanted! + 1), PACE);
  }

  private showControls(): void {
    if (this.shown === null) return;
    const { count, formulas } = this.shown.overview;
    const titled = formulas.map(({ title, first }) => ({ title: this.reader.say(title), first }));
    this.controls.show({ count, formulas: titled }, this.wanted!);
  }

  private draw({ title, formula, done, omitted, current, sentence, index }: StepView): void {
    this.title.textContent = this.reader.say(title);
    this.formula.show(formula);
    this.sentence.textContent = this.reader.say(sentence);
    this.omitted.hidden = omitted === 0;
    this.omitted.textContent = fill(this.reader.words.stepsOmitted, omitted);
    const blocks = current === null ? [] : [...done, current];
    const items = blocks.map((block) => this.line(block));
    for (const [id, { item }] of this.views) {
      if (!items.includes(item)) {
        item.remove();
        this.views.delete(id);
      }
    }
    items.forEach((item, i) => {
      if (this.lines.children[i] !== item) this.lines.insertBefore(item, this.lines.children[i] ?? null);
      const now = i === items.length - 1;
      item.classList.toggle('current-step', now);
      if (now) item.setAttribute('aria-current', 'step');
      else item.removeAttribute('aria-current');
      // Counted as the steps are; the list has the last ones of a formula.
      item.value = index + 1 - (items.length - 1 - i);
    });
    this.lines.hidden = items.length === 0;
    this.head.classList.toggle('alone', items.length === 0);
    this.current = current === null ? this.formula : this.views.get(current.id)!.view;
  }

  private line(block: FormulaBlock): HTMLLIElement {
    let known = this.views.get(block.id);
    if (!known) {
      const view = new FormulaView(this.reader);
      view.element.classList.add('block', 'formula');
      view.element.dataset['block'] = block.id;
      this.views.set(block.id, (known = { view, item: element('li', '', view.element) }));
    }
    known.view.show(block);
    return known.item;
  }

  /** Scrolls as little as it takes to see the step, below what sticks to the top. */
  private bringIntoView(): void {
    // With the room around it.
    const line = this.current.element.closest('li') ?? this.current.element;
    line.style.scrollMarginTop = `${this.head.offsetHeight + 8}px`;
    line.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }
}

/** The step that a key goes to from step `at`; null if it is none of the player's. */
function stepOfKey({ key, shiftKey }: KeyboardEvent, at: number, { count, formulas }: StepsOverview): number | null {
  const next = formulas.find(({ first }) => first > at)?.first ?? count - 1;
  const here = formulas.findLast(({ first }) => first <= at)?.first ?? 0;
  const previous = here < at ? here : (formulas.findLast(({ first }) => first < at)?.first ?? 0);
  switch (key) {
    case 'ArrowRight':
      return shiftKey ? next : at + 1;
    case 'ArrowLeft':
      return shiftKey ? previous : at - 1;
    case 'PageDown':
      return at + 1;
    case 'PageUp':
      return at - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
