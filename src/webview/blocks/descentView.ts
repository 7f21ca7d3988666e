import type { DescentBlock, DescentState } from '../../panel/protocol';
import type { BlockView } from './blockView';
import { descentPlot } from './descentPlot';
import { element } from '../element';
import { fill, type Reader } from '../reader';

type Ended = Extract<DescentState, { kind: 'ended' }>;

/** Controls for gradient descent, and below them the objective at every step. */
export class DescentView implements BlockView<DescentBlock> {
  readonly element = element('div');
  private readonly rate = element('input');
  private readonly count = element('input');
  private readonly run: HTMLButtonElement;
  private readonly state = element('div', 'descent-state');
  private readonly outcome = element('div', 'descent-outcome');
  private readonly writing: HTMLElement;
  private readonly step = element('input');
  private readonly write: HTMLButtonElement;
  private readonly table = element('details');
  private objective: DescentBlock['objective'] = 'L';
  /** The rate that the text stated last; the reader's own is kept until that changes. */
  private stated: number | null | undefined;
  private running = false;
  private ended: Ended | null = null;

  /** Whether the reader waits for a descent. */
  private asked = false;

  constructor(private readonly reader: Reader) {
    const { words } = reader;
    this.rate.type = 'text';
    this.rate.inputMode = 'decimal';
    this.count.type = 'number';
    this.count.value = '50';
    this.count.min = '1';
    this.step.type = 'number';
    this.step.min = '1';
    this.run = textButton(words.descentRun, () => this.toggle());
    this.write = textButton(words.descentWrite, () => this.reader.writeStep(Number(this.step.value)));
    this.state.setAttribute('role', 'status');
    this.writing = element('div', 'controls', this.write, field(words.descentWriteStep, this.step));
    this.table.append(element('summary', '', words.descentTable));
    this.element.append(
      element('div', 'controls', field(words.descentRate, this.rate), field(words.descentCount, this.count), this.run),
      this.state,
      this.outcome,
      this.writing,
      this.table,
    );
    for (const input of [this.rate, this.count]) {
      input.addEventListener('keydown', ({ key }) => {
        if (key === 'Enter' && !this.running) this.toggle();
      });
    }
    this.step.addEventListener('input', () => this.showWritable());
    reader.watchDescent((state) => this.showState(state));
  }

  show({ rate, most, objective }: DescentBlock): void {
    this.objective = objective;
    this.count.max = String(most);
    if (rate === this.stated) return;
    this.stated = rate;
    this.rate.value = String(rate ?? 0.1);
  }

  private toggle(): void {
    const { words } = this.reader;
    if (this.running) {
      this.reader.stopDescent();
      return;
    }
    // A decimal comma is understood.
    const rate = Number(this.rate.value.trim().replace(',', '.'));
    const count = Number(this.count.value);
    const most = Number(this.count.max);
    const rateFits = this.rate.value.trim() !== '' && rate > 0 && Number.isFinite(rate);
    const countFits = Number.isInteger(count) && count >= 1 && count <= most;
    mark(this.rate, rateFits);
    mark(this.count, countFits);
    if (!rateFits) this.say(words.descentRateWrong);
    else if (!countFits) this.say(fill(words.descentCountWrong, most));
    else {
      this.asked = true;
      this.reader.descend(rate, count);
    }
  }

  private showState(state: DescentState): void {
    const { words } = this.reader;
    this.running = state.kind === 'running';
    this.run.textContent = this.running ? words.descentStop : words.descentRun;
    this.element.classList.toggle('running', this.running);
    if (state.kind === 'running') {
      this.say(fill(words.descentRunning, Math.floor(100 * state.done)));
      return;
    }
    this.ended = state.kind === 'ended' ? state : null;
    this.element.classList.toggle('outdated', this.ended?.outdated ?? false);
    this.state.classList.toggle('diverged', this.ended?.diverged ?? false);
    this.outcome.replaceChildren();
    this.table.hidden = this.ended === null;
    this.writing.hidden = this.ended === null || this.ended.lastStep < 1;
    if (this.ended === null) {
      this.say();
      return;
    }
    const { sentences, tried, outdated, plot, rows, lastStep } = this.ended;
    const scale = plot.logarithmic ? [fill(words.descentLogarithmic, this.objective)] : [];
    const more = outdated ? [words.descentOutdated] : tried ? [words.descentTried] : [];
    this.say(...sentences, ...scale, ...more);
    this.outcome.append(descentPlot(plot, words.descentStep, this.objective, sentences.join(' ')));
    const head = element('tr', '', cell('th', words.descentStep), cell('th', this.objective));
    const body = rows.map(({ step, value }) => element('tr', '', cell('td', String(step)), cell('td', value)));
    this.table.querySelector('table')?.remove();
    this.table.append(element('table', '', element('thead', '', head), element('tbody', '', ...body)));
    this.step.max = String(lastStep);
    if (!outdated) this.step.value = String(lastStep);
    this.showWritable();
    // Its plot may be below the window.
    if (this.asked) this.outcome.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    this.asked = false;
  }

  private showWritable(): void {
    const step = Number(this.step.value);
    const fits = Number.isInteger(step) && step >= 1 && step <= (this.ended?.lastStep ?? 0);
    mark(this.step, fits);
    this.write.disabled = !fits || this.ended === null || this.ended.outdated || this.ended.tried;
  }

  private say(...sentences: readonly string[]): void {
    this.state.replaceChildren(...sentences.map((sentence) => element('p', '', sentence)));
  }
}

function mark(input: HTMLInputElement, fits: boolean): void {
  input.setAttribute('aria-invalid', String(!fits));
}

function textButton(text: string, click: () => void): HTMLButtonElement {
  const made = element('button', 'wide', text);
  made.type = 'button';
  made.addEventListener('click', click);
  return made;
}

function field(label: string, control: HTMLElement): HTMLElement {
  return element('label', 'field', element('span', '', label), control);
}

function cell(tag: 'th' | 'td', text: string): HTMLElement {
  const made = element(tag, '', text);
  if (tag === 'th') made.setAttribute('scope', 'col');
  return made;
}
