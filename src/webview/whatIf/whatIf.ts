import type { PageTrial, PageTrials } from '../../panel/protocol';
import { writeMark } from '../mark';
import { numberOf, type EntryTarget } from './ownEntry';

/** How long an answer may take before the next question is sent all the same, in milliseconds. */
const PATIENCE = 1000;

/** What the trials set off. */
export interface WhatIfActions {
  /** Asks the host for the page with these numbers. */
  ask(turn: number, trials: readonly PageTrial[]): void;
  /** The numbers that are tried have changed. */
  changed(numbers: PageTrials['numbers']): void;
  /** What was tried is over, and not by the reader: the text has changed. */
  ended(): void;
}

/**
 * The numbers that the reader tries in the place of those in the text. One question is under way at a time; what is
 * tried meanwhile goes with the next.
 */
export class WhatIf {
  private readonly trials = new Map<string, PageTrial>();
  private shown: PageTrials['numbers'] = [];
  private turn = 0;
  /** The turn that was asked and is not answered; null if none is. */
  private asked: number | null = null;
  private waiting = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly actions: WhatIfActions) {}

  /** Whether anything is tried. */
  get active(): boolean {
    return this.trials.size > 0;
  }

  /** Whether the page on the screen shows what is tried. */
  get showing(): boolean {
    return this.shown.length > 0;
  }

  /** How many steps away from the text a number is. */
  stepsOf(target: EntryTarget): number {
    const trial = this.trials.get(writeMark(target));
    return trial !== undefined && 'steps' in trial ? trial.steps : 0;
  }

  /** Tries a number so many steps away from the one in the text; one that was typed starts anew from there. */
  move(target: EntryTarget, steps: number): void {
    this.put(target, { target, steps });
  }

  /** Tries a number as it is typed. */
  type(target: EntryTarget, text: string): void {
    this.put(target, { target, text });
  }

  /** Lets go of everything; says whether there was anything. */
  letGo(): boolean {
    if (!this.active) return false;
    this.trials.clear();
    this.ask();
    return true;
  }

  /** Takes what a page shows. */
  take(trials: PageTrials | undefined): void {
    if (trials === undefined) {
      const ended = this.active && this.asked === null;
      if (ended || !this.active) {
        this.trials.clear();
        this.show([]);
      }
      if (ended) this.actions.ended();
      return;
    }
    if (this.asked !== null && trials.turn >= this.asked) this.answered();
    this.show(trials.numbers);
  }

  /** Another text is shown. */
  forget(): void {
    this.trials.clear();
    this.answered();
    this.show([]);
  }

  /** Marks in an area of the page the numbers that are tried, with the old ones, and no others. */
  mark(area: Element): void {
    const tried = new Set<Element>();
    for (const { target, before } of this.shown) {
      const ghost = before.replace('-', '−');
      for (const mark of area.querySelectorAll<HTMLElement | SVGElement>(`[data-t="${writeMark(target)}"]`)) {
        if (numberOf(mark) === null) continue;
        tried.add(mark);
        mark.classList.add('tried');
        if (mark.dataset['ghost'] !== ghost) mark.dataset['ghost'] = ghost;
      }
    }
    for (const mark of area.querySelectorAll('.tried')) if (!tried.has(mark)) mark.classList.remove('tried');
  }

  private put(target: EntryTarget, trial: PageTrial): void {
    const key = writeMark(target);
    if ('steps' in trial && trial.steps === 0) this.trials.delete(key);
    else this.trials.set(key, trial);
    this.ask();
  }

  private ask(): void {
    if (this.asked !== null) {
      this.waiting = true;
      return;
    }
    this.waiting = false;
    this.asked = ++this.turn;
    this.timer = setTimeout(() => this.answered(), PATIENCE);
    this.actions.ask(this.turn, [...this.trials.values()]);
  }

  private answered(): void {
    clearTimeout(this.timer);
    this.asked = null;
    if (this.waiting) this.ask();
  }

  private show(numbers: PageTrials['numbers']): void {
    if (numbers.length === 0 && this.shown.length === 0) return;
    this.shown = numbers;
    this.actions.changed(numbers);
  }
}
