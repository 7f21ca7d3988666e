import {
  defaultChoices,
  type DescentState,
  type Message,
  type OwnMatrix,
  type Page,
  type PageProblem,
  type PageWords,
  type PersistedState,
  readChoices,
  readPersistedState,
  type SourceTarget,
  type ToPage,
  type ViewChoices,
} from '../panel/protocol';
import { DocumentView } from './documentView';
import { element } from './element';
import { matrixOf, withOpened } from './elision';
import { Place } from './place';
import { ProblemsView } from './problemsView';
import { fill, type Reader } from './reader';
import { StatusLine } from './statusLine';
import { Stepper } from './stepper';
import { type Offer, Toolbar } from './toolbar';
import type { VsCodeApi } from './vscodeApi';

type PageMessage = Extract<ToPage, { type: 'page' }>;
type ProblemsMessage = Extract<ToPage, { type: 'problems' }>;

const ZOOMS = [0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2, 2.5, 3];
/** How long broken text is passed over in silence, since it mostly is a word half typed. */
const BROKEN_GRACE = 400;
/** How long a change of scroll or zoom waits to be kept. */
const SAVE_DELAY = 150;

/** The page's one object: takes what the host sends, shows it, and tells the host what the reader does. */
export class Preview implements Reader {
  edges: 'weight' | 'gradient';
  private readonly toolbar: Toolbar;
  private readonly document: DocumentView;
  private readonly stepper: Stepper;
  /** Of text without a page, over the last good page or in place of one. */
  private readonly errors: ProblemsView;
  /** Of text with a page. */
  private readonly remarks: ProblemsView;
  private readonly status = new StatusLine();
  /** The toolbar and what hangs below it. */
  private readonly top = element('div', 'top');
  private readonly place: Place;
  private uri: string;
  private choices: ViewChoices = defaultChoices;
  /** What was chosen last, as long as the host has not answered it: its answers to earlier choices are old. */
  private unanswered: string | null = null;
  private offer: Offer = { samples: [], columns: 0, outputs: 0, forms: [], networkForms: [], layers: 0, exact: false };
  private translations: Readonly<Record<string, string>> = {};
  /** The translations of what the steps say. */
  private stepTranslations: Readonly<Record<string, string>> = {};
  /** The layer that the cursor is in. */
  private cursorLayer: number | null = null;
  /** The step that was open before a restart, until the page is ready for it. */
  private readonly keptStep: number | null;
  private zoomLevel: number;
  private stale = false;
  private locked: boolean;
  private descent: DescentState = { kind: 'none' };
  private tellDescent: ((state: DescentState) => void) | null = null;
  private staleTimer: ReturnType<typeof setTimeout> | undefined;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  private copied: (() => void) | null = null;
  private waiting: { page: PageMessage | null; problems: ProblemsMessage | null } | null = null;

  constructor(
    private readonly body: HTMLElement,
    readonly words: PageWords,
    private readonly api: VsCodeApi,
  ) {
    const kept = readPersistedState(api.getState());
    this.uri = kept?.uri ?? '';
    this.edges = kept?.edges ?? 'weight';
    this.zoomLevel = kept?.zoom ?? 1;
    this.keptStep = kept?.step ?? null;
    this.locked = kept?.locked ?? false;
    this.toolbar = new Toolbar(words, {
      choose: (change) => this.choose(change),
      zoom: (step) => this.zoom(step),
      present: () => this.present(!this.presenting),
    });
    const goToProblem = (offset: number): void => api.postMessage({ type: 'goToProblem', offset });
    this.errors = new ProblemsView(words, goToProblem);
    this.remarks = new ProblemsView(words, goToProblem);
    this.stepper = new Stepper(this, {
      keepPlace: (change) => this.place.keep(change),
      ask: (index) => api.postMessage({ type: 'step', index }),
      end: () => api.postMessage({ type: 'endSteps' }),
      changed: () => {
        this.highlight();
        this.saveSoon();
      },
    });
    this.document = new DocumentView(
      this,
      this.stepper.element,
      (change) => this.place.keep(change),
      () => this.body.setAttribute('data-drawn', ''),
    );
    this.document.remarks.append(this.remarks.element);
    const { element: main } = this.document;
    this.place = new Place(
      main,
      () => (this.sticks ? this.toolbar.element.getBoundingClientRect().bottom : 0),
      kept?.scroll ?? null,
      () => this.saveSoon(),
    );
  }

  /** Builds the page and asks the host for what there is. */
  start(): void {
    this.errors.element.classList.add('errors');
    this.errors.show('', this.words.loading, []);
    this.top.append(this.toolbar.element, this.toolbar.state, this.errors.element);
    this.body.append(this.top, this.document.element, this.status.element);
    this.showZoom();
    document.addEventListener('keydown', (event) => this.key(event));
    const { style } = document.documentElement;
    const measure = (): void => style.setProperty('--top', `${this.sticks ? this.top.offsetHeight : 0}px`);
    new ResizeObserver(measure).observe(this.top);
    this.api.postMessage({ type: 'ready' });
    if (this.keptStep !== null) this.stepper.open(this.keptStep, false);
  }

  /** Whether the toolbar stays at the window's top; in a narrow panel, where it takes many lines, it does not. */
  private get sticks(): boolean {
    return getComputedStyle(this.top).position === 'sticky';
  }

  /** Takes a message of the host. Of several versions that come within one frame only the last is shown. */
  receive(message: ToPage): void {
    switch (message.type) {
      case 'page':
        this.schedule({ page: message, problems: null });
        break;
      case 'problems':
        this.schedule({ page: this.waiting?.page ?? null, problems: message });
        break;
      case 'busy':
        if (this.document.filled) this.toolbar.showState(this.words.updating);
        break;
      case 'descent':
        this.descent = message.state;
        this.tellDescent?.(message.state);
        break;
      case 'copied':
        this.copied?.();
        this.copied = null;
        this.announce(this.words.copied);
        break;
      case 'highlight':
        this.cursorLayer = message.layer;
        this.highlight();
        break;
      case 'lock':
        this.locked = message.locked;
        this.saveSoon();
        break;
      case 'step':
        this.stepTranslations = message.words;
        this.stepper.receive(message);
        break;
    }
  }

  say(message: Message): string {
    const { template, args } = message;
    const translated = this.translations[template] ?? this.stepTranslations[template] ?? template;
    return fill(translated, ...args.map((arg) => (typeof arg === 'object' ? this.say(arg) : arg)));
  }

  goTo(target: SourceTarget): void {
    this.api.postMessage({ type: 'goTo', target });
  }

  help(): void {
    this.api.postMessage({ type: 'help' });
  }

  copy(text: string, done: () => void): void {
    this.copied = done;
    this.api.postMessage({ type: 'copy', text });
  }

  chooseColumn(column: number | null): void {
    this.choose({ column });
  }

  chooseNeuron(layer: number, index: number): void {
    this.choose({ neuron: { layer, index } });
  }

  open(elision: string): void {
    this.choose({ expanded: withOpened(this.choices.expanded, elision) });
  }

  expand(matrices: readonly string[], open: boolean): void {
    const others = this.choices.expanded.filter((elision) => !matrices.includes(matrixOf(elision)));
    this.choose({ expanded: open ? [...others, ...matrices] : others });
  }

  isExpanded(matrix: string): boolean {
    return this.choices.expanded.some((elision) => matrixOf(elision) === matrix);
  }

  compare(own: OwnMatrix): void {
    this.choose({ own });
  }

  descend(rate: number, count: number): void {
    this.api.postMessage({ type: 'descend', rate, count });
  }

  stopDescent(): void {
    this.api.postMessage({ type: 'stopDescent' });
  }

  writeStep(step: number): void {
    this.api.postMessage({ type: 'writeStep', step });
  }

  watchDescent(listener: (state: DescentState) => void): void {
    this.tellDescent = listener;
    listener(this.descent);
  }

  announce(text: string): void {
    this.status.say(text);
  }

  showEdges(what: 'weight' | 'gradient'): void {
    this.edges = what;
    this.document.redrawDrawings();
    this.saveSoon();
  }

  /** Marks the layer of the step shown, or while the steps are closed that of the cursor. */
  private highlight(): void {
    this.document.highlight(this.stepper.layer ?? this.cursorLayer);
  }

  private schedule(message: { page: PageMessage | null; problems: ProblemsMessage | null }): void {
    if (this.waiting) {
      this.waiting = message;
      return;
    }
    // The first of a burst is shown at once, the last of it in the next frame.
    this.apply(message);
    this.waiting = { page: null, problems: null };
    requestAnimationFrame(() => {
      const last = this.waiting!;
      this.waiting = null;
      if (last.page || last.problems) this.schedule(last);
    });
  }

  private apply({ page, problems }: { page: PageMessage | null; problems: ProblemsMessage | null }): void {
    if (page) this.applyPage(page);
    if (problems) this.applyProblems(problems);
    this.toolbar.show(this.choices, this.offer);
    this.saveSoon();
  }

  private applyPage(message: PageMessage): void {
    const { page, uri, choices, words, documentVersion, ...offer } = message;
    this.turnTo(uri, page);
    this.takeChoices(choices);
    this.offer = offer;
    this.translations = words;
    this.showFresh();
    this.errors.show('', '', []);
    this.body.removeAttribute('data-drawn');
    this.body.dataset['version'] = String(documentVersion);
    this.document.show(page, page.title ?? fileName(uri));
    this.place.keep(() => this.remarks.show('', '', message.problems));
  }

  /** Leaves what was shown of another text. */
  private turnTo(uri: string, page: Page | null): void {
    const before = this.uri;
    this.uri = uri;
    if (before === uri || before === '') return;
    this.unanswered = null;
    this.stepper.leave();
    this.showFresh();
    if (page === null) this.document.clear();
    this.place.toTop();
  }

  private applyProblems({ uri, problems, choices, missing }: ProblemsMessage): void {
    this.turnTo(uri, null);
    this.takeChoices(choices);
    const { words } = this;
    const why = missing === 'unreadable' ? words.unreadableWhy : '';
    if (missing !== undefined) {
      clearTimeout(this.staleTimer);
      if (this.document.filled) this.showStale(words[missing], [why, words.lastVersion].join(' ').trim(), []);
      else this.errors.show(words[missing], why, []);
      return;
    }
    if (!this.document.filled) {
      const errors = problems.some(({ severity }) => severity === 'error');
      this.errors.show(errors ? this.words.broken : '', errors ? '' : this.words.nothingYet, problems);
      return;
    }
    this.toolbar.showState(words.broken);
    clearTimeout(this.staleTimer);
    const show = (): void => this.showStale(words.broken, words.stale, problems);
    if (this.stale) show();
    else this.staleTimer = setTimeout(show, BROKEN_GRACE);
  }

  private showStale(heading: string, remark: string, problems: readonly PageProblem[]): void {
    if (!this.stale) this.announce(heading);
    this.stale = true;
    this.body.classList.add('stale');
    this.errors.show(heading, remark, problems);
  }

  private showFresh(): void {
    clearTimeout(this.staleTimer);
    this.toolbar.showState('');
    if (!this.stale) return;
    this.stale = false;
    this.body.classList.remove('stale');
    this.announce(this.words.updated);
  }

  private takeChoices(choices: ViewChoices): void {
    if (this.unanswered !== null && this.unanswered !== JSON.stringify(readChoices(choices))) return;
    this.unanswered = null;
    this.choices = choices;
  }

  private choose(change: Partial<ViewChoices>): void {
    // As the host reads them, so that its answer is recognised.
    this.choices = readChoices({ ...this.choices, ...change });
    this.unanswered = JSON.stringify(this.choices);
    this.toolbar.show(this.choices, this.offer);
    this.api.postMessage({ type: 'choose', uri: this.uri, choices: this.choices });
    this.saveSoon();
  }

  private zoom(step: 1 | -1 | 0): void {
    const at = ZOOMS.indexOf(this.zoomLevel);
    this.zoomLevel = step === 0 ? 1 : (ZOOMS[(at < 0 ? ZOOMS.indexOf(1) : at) + step] ?? this.zoomLevel);
    this.place.keep(() => this.showZoom());
    this.saveSoon();
  }

  private showZoom(): void {
    this.body.style.setProperty('--zoom', String(this.zoomLevel));
    this.toolbar.showZoom(this.zoomLevel);
  }

  private get presenting(): boolean {
    return this.body.classList.contains('presenting');
  }

  private present(on: boolean): void {
    this.place.keep(() => this.body.classList.toggle('presenting', on));
    if (on) this.announce(this.words.presentEnd);
  }

  private key(event: KeyboardEvent): void {
    const { target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target instanceof HTMLTextAreaElement) return;
    // In a presentation the steps have the window, and all keys, to themselves.
    const stepping = this.presenting || (target instanceof Node && this.stepper.element.contains(target));
    if (stepping && this.stepper.key(event)) {
      event.preventDefault();
      return;
    }
    const typing = target instanceof HTMLInputElement && !['range', 'checkbox', 'radio'].includes(target.type);
    if (typing || target instanceof HTMLSelectElement) return;
    if (event.key === '+' || event.key === '=') this.zoom(1);
    else if (event.key === '-') this.zoom(-1);
    else if (event.key === '0') this.zoom(0);
    else if (event.key === 'p') this.present(!this.presenting);
    else if (event.key === 's') this.stepper.toggle(this.presenting);
    else if (event.key === 'Escape' && this.presenting) this.present(false);
    else return;
    event.preventDefault();
  }

  private saveSoon(): void {
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => this.api.setState(this.state()), SAVE_DELAY);
  }

  private state(): PersistedState {
    const { uri, choices, zoomLevel: zoom, edges, locked } = this;
    return { version: 1, uri, choices, scroll: this.place.scroll, zoom, edges, step: this.stepper.index, locked };
  }
}

function fileName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
