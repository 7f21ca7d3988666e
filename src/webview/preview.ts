import { type Page, type PersistedState, readPersistedState, type ToPage, type ViewChoices } from '../panel/protocol';
import type { PageWords } from '../panel/protocol/pageWords';
import { ChoicesView, type Offer } from './tools/choicesView';
import { Choosing } from './tools/choosing';
import { DocumentView } from './documentView';
import { Fit } from './formula/fit';
import { LatestFrame, type PageMessage, type ProblemsMessage, type Version } from './latestFrame';
import { type KeyActions, listenToKeys } from './pageKeys';
import { PageReader } from './pageReader';
import { Place } from './place';
import { ProblemsView } from './problemsView';
import { Staleness } from './staleness';
import { StatusLine } from './statusLine';
import { Stepper } from './stepper';
import { Presentation } from './tools/presentation';
import { StickyTop } from './tools/stickyTop';
import { Toolbar } from './tools/toolbar';
import type { VsCodeApi } from './vscodeApi';
import { Entries } from './whatIf/entries';
import { WayBack } from './tools/wayBack';
import { zoomed } from './tools/zoom';

/** How long a change of scroll or zoom waits to be kept. */
const SAVE_DELAY = 150;

/** The page's one object: takes what the host sends, shows it, and tells the host what the reader does. */
export class Preview {
  private readonly reader: PageReader;
  private readonly entries: Entries;
  private readonly toolbar: Toolbar;
  private readonly options: ChoicesView;
  private readonly document: DocumentView;
  private readonly stepper: Stepper;
  /** Of text without a page, over the last good page or in place of one. */
  private readonly errors: ProblemsView;
  /** Of text with a page. */
  private readonly remarks: ProblemsView;
  private readonly status = new StatusLine();
  private readonly staleness: Staleness;
  private readonly top: StickyTop;
  private readonly place: Place;
  private readonly way: WayBack;
  private readonly presentation: Presentation;
  private readonly versions = new LatestFrame((version) => this.apply(version));
  private uri: string;
  private readonly choosing = new Choosing();
  private offer: Offer = { samples: [], columns: 0, outputs: 0, forms: [], networkForms: [], layers: 0, exact: false };
  /** The layer that the cursor is in. */
  private cursorLayer: number | null = null;
  /** The step that was open before a restart, until the page is ready for it. */
  private readonly keptStep: number | null;
  private zoomLevel: number;
  private locked: boolean;
  /** Whether the page scrolls to the layer of the cursor. */
  private followsCursor: boolean;
  /** The section that a command has asked for, until there is a page. */
  private wanted: 'work' | 'gradient' | null = null;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly body: HTMLElement,
    private readonly words: PageWords,
    private readonly api: VsCodeApi,
  ) {
    const kept = readPersistedState(api.getState());
    this.uri = kept?.uri ?? '';
    const fit = new Fit((change) => this.place.keep(change));
    this.entries = new Entries(words, {
      tell: (message) => api.postMessage(message),
      announce: (text) => this.status.say(text),
      uri: () => this.uri,
      say: (message) => this.reader.say(message),
      letters: () => this.reader.letters,
    });
    this.reader = new PageReader(words, this.choosing, fit, this.entries, kept?.edges ?? 'weight', {
      tell: (message) => api.postMessage(message),
      choose: (change) => this.choose(change),
      announce: (text) => this.status.say(text),
      edgesChosen: () => {
        this.document.redrawDrawings();
        this.saveSoon();
      },
    });
    this.zoomLevel = kept?.zoom ?? 1;
    this.keptStep = kept?.step ?? null;
    this.locked = kept?.locked ?? false;
    this.followsCursor = kept?.follow ?? false;
    this.toolbar = new Toolbar(words, {
      go: (section) => this.way.jump(() => this.document.reveal(section)),
      back: () => this.way.back(),
      follow: (on) => this.followCursor(on),
      showChoices: (on) => this.showOptions(on),
      export: () => api.postMessage({ type: 'export', colours: this.reader.edges }),
      present: () => this.presentation.toggle(),
      checkWork: () => this.reveal('work'),
    });
    this.options = new ChoicesView(words, {
      choose: (change) => this.choose(change),
      zoom: (step) => this.zoom(step),
    });
    this.top = new StickyTop(this.options.element);
    const goToProblem = (offset: number): void => api.postMessage({ type: 'goToProblem', offset });
    this.errors = new ProblemsView(words, goToProblem);
    this.remarks = new ProblemsView(words, goToProblem);
    this.staleness = new Staleness(words, this.errors, {
      showState: (text) => this.toolbar.showState(text),
      announce: (text) => this.status.say(text),
    });
    this.stepper = new Stepper(this.reader, {
      keepPlace: (change) => this.place.keep(change),
      ask: (index) => api.postMessage({ type: 'step', index }),
      end: () => api.postMessage({ type: 'endSteps' }),
      changed: () => {
        this.highlight();
        this.saveSoon();
      },
    });
    this.document = new DocumentView(
      this.reader,
      this.stepper.element,
      (change) => this.place.keep(change),
      () => {
        this.body.setAttribute('data-drawn', '');
        this.entries.drawn();
      },
    );
    this.document.remarks.append(this.remarks.element);
    this.entries.attach(this.document.element);
    this.place = new Place(
      this.document.element,
      () => this.top.covered,
      kept?.scroll ?? null,
      () => this.presentation.on && this.stepper.index !== null,
      () => this.saveSoon(),
    );
    this.presentation = new Presentation(body, this.place.keep, api, () => this.status.say(words.presentEnd));
    this.way = new WayBack(this.place, (possible) => this.toolbar.showBack(possible));
  }

  /** Builds the page and asks the host for what there is. */
  start(): void {
    this.errors.element.classList.add('errors');
    this.errors.show('', this.words.loading, []);
    this.top.element.append(this.toolbar.element, this.entries.bar.element, this.toolbar.state, this.errors.element);
    this.body.append(
      this.top.element,
      this.options.element,
      this.document.element,
      this.entries.card.element,
      this.entries.detail.element,
      this.status.element,
    );
    this.showZoom();
    this.toolbar.showFollowing(this.followsCursor);
    listenToKeys(this.keys, this.stepper, () => this.presentation.on);
    this.top.start();
    this.api.postMessage({ type: 'ready' });
    if (this.keptStep !== null) this.stepper.open(this.keptStep, false);
  }

  /** Takes a message of the host. Of several versions that come within one frame only the last is shown. */
  receive(message: ToPage): void {
    switch (message.type) {
      case 'page':
        this.versions.page(message);
        break;
      case 'problems':
        this.versions.problems(message);
        break;
      case 'spoken':
        if (String(message.documentVersion) === this.body.dataset['version']) this.document.speak(message);
        break;
      case 'busy':
        if (this.document.filled) this.toolbar.showState(this.words.updating);
        break;
      case 'plain':
      case 'descent':
      case 'copied':
      case 'picture':
        this.reader.receive(message);
        break;
      case 'highlight':
        this.cursorLayer = message.layer;
        this.highlight();
        this.showCursorLayer();
        break;
      case 'entry':
        this.reader.takeEntryWords(message.words);
        this.entries.takeEntry(message);
        break;
      case 'reveal':
        this.reveal(message.section);
        break;
      case 'present':
      case 'measure':
        this.presentation.take(message.type);
        break;
      case 'lock':
        this.locked = message.locked;
        this.saveSoon();
        break;
      case 'step':
        this.reader.takeStepWords(message.words);
        this.stepper.receive(message);
        break;
    }
  }

  /** Marks the layer of the step shown, or while the steps are closed that of the cursor. */
  private highlight(): void {
    this.document.highlight(this.stepper.layer ?? this.cursorLayer);
  }

  private apply({ page, problems }: Version): void {
    if (page) this.applyPage(page);
    if (problems) this.applyProblems(problems);
    this.toolbar.tabs.show(this.document.parts);
    this.toolbar.showWork(this.document.section('work') !== null);
    if (this.wanted !== null) this.reveal(this.wanted);
    this.options.show(this.choosing.made, this.offer);
    this.saveSoon();
  }

  private applyPage(message: PageMessage): void {
    const { page, uri, choices, words, documentVersion, trials, ...offer } = message;
    this.turnTo(uri, page);
    this.entries.take(trials);
    this.choosing.take(choices);
    this.offer = offer;
    this.reader.takeWords(words);
    this.staleness.fresh();
    this.body.removeAttribute('data-drawn');
    this.body.dataset['version'] = String(documentVersion);
    this.document.show(page, uri);
    this.place.keep(() => this.remarks.show('', '', message.problems));
  }

  /** Leaves what was shown of another text. */
  private turnTo(uri: string, page: Page | null): void {
    const before = this.uri;
    this.uri = uri;
    if (before === uri || before === '') return;
    this.choosing.forget();
    this.entries.forget();
    this.stepper.leave();
    this.staleness.fresh();
    if (page === null) this.document.clear();
    this.place.goTo(null);
    this.way.forget();
    this.toolbar.tabs.restart();
  }

  private applyProblems(message: ProblemsMessage): void {
    this.turnTo(message.uri, null);
    this.choosing.take(message.choices);
    this.staleness.problems(message, this.document.filled);
  }

  private choose(change: Partial<ViewChoices>): void {
    this.choosing.choose(change);
    const choices = this.choosing.made;
    this.options.show(choices, this.offer);
    this.api.postMessage({ type: 'choose', uri: this.uri, choices });
    this.saveSoon();
  }

  private zoom(step: 1 | -1 | 0): void {
    this.zoomLevel = zoomed(this.zoomLevel, step);
    this.place.keep(() => this.showZoom());
    this.saveSoon();
  }

  private showZoom(): void {
    this.body.style.setProperty('--zoom', String(this.zoomLevel));
    this.options.showZoom(this.zoomLevel);
  }

  /** Keeps the choices in view, or lets them go with the page. */
  private showOptions(on: boolean): void {
    this.place.keep(() => this.body.classList.toggle('choosing', on));
    this.toolbar.showChoices(on);
  }

  /** Brings a section into view, as soon as there is one; its box is ready to be typed or pasted into. */
  private reveal(id: 'work' | 'gradient'): void {
    const place = this.document.section(id);
    this.wanted = place === null ? id : null;
    if (place === null) return;
    this.presentation.toggle(false);
    this.way.jump(() => this.document.reveal(place));
    this.toolbar.tabs.showGoal(place.section);
    place.section.querySelector('textarea')?.focus({ preventScroll: true });
  }

  private followCursor(on: boolean): void {
    this.followsCursor = on;
    this.toolbar.showFollowing(on);
    this.showCursorLayer();
    this.saveSoon();
  }

  /** Scrolls to the layer of the cursor, if that is asked for and cannot be seen. */
  private showCursorLayer(): void {
    if (!this.followsCursor || this.cursorLayer === null || this.presentation.on) return;
    const block = this.document.blockOfLayer(this.cursorLayer, this.toolbar.tabs.current);
    if (block === null) return;
    const { top, bottom } = block.getBoundingClientRect();
    if (top >= this.top.covered && bottom <= window.innerHeight) return;
    this.toolbar.tabs.leaveGoal();
    this.way.jump(() => block.scrollIntoView({ block: 'start', behavior: 'instant' }));
  }

  private get keys(): KeyActions {
    const goTo = Array.from({ length: 9 }, (_, i) => [String(i + 1), () => this.toolbar.tabs.goTo(i + 1)] as const);
    return {
      '+': () => this.zoom(1),
      '=': () => this.zoom(1),
      '-': () => this.zoom(-1),
      '0': () => this.zoom(0),
      p: () => this.presentation.toggle(),
      P: () => this.presentation.with(() => this.stepper.show()),
      s: () => this.stepper.toggle(this.presentation.on),
      b: () => this.way.back(),
      m: () => this.reveal('work'),
      f: () => this.followCursor(!this.followsCursor),
      Escape: () =>
        this.entries.close() || this.entries.letGo() || (this.presentation.on && this.presentation.toggle(false)),
      ...Object.fromEntries(goTo),
    };
  }

  private saveSoon(): void {
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => this.api.setState(this.state()), SAVE_DELAY);
  }

  private state(): PersistedState {
    const { uri, zoomLevel: zoom, locked, followsCursor: follow } = this;
    const { edges } = this.reader;
    const choices = this.choosing.made;
    const step = this.stepper.index;
    return { version: 1, uri, choices, scroll: this.place.scroll, zoom, edges, step, locked, follow };
  }
}
