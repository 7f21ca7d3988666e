import { type PersistedState, readPersistedState, type ToHost, type ToPage, type ViewChoices } from '../panel/protocol';
import type { PageWords } from '../panel/protocol/pageWords';
import { ChoicesView, type Offer } from './tools/choicesView';
import { Choosing } from './tools/choosing';
import { CursorLayer } from './tools/cursorLayer';
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
import { Keeping } from './tools/keeping';
import { Presentation } from './tools/presentation';
import { StickyTop } from './tools/stickyTop';
import { Toolbar } from './tools/toolbar';
import type { VsCodeApi } from './vscodeApi';
import { Entries } from './whatIf/entries';
import { TrialPages } from './whatIf/trialPages';
import { WayBack } from './tools/wayBack';
import { Zoom } from './tools/zoom';

/** The page's one object: takes what the host sends, shows it, and tells the host what the reader does. */
export class Preview {
  private readonly reader: PageReader;
  private readonly entries: Entries;
  private readonly trialPages: TrialPages;
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
  private readonly cursor: CursorLayer;
  /** The step that was open before a restart, until the page is ready for it. */
  private readonly keptStep: number | null;
  private readonly zoom: Zoom;
  private locked: boolean;
  /** The section that a command has asked for, until there is a page. */
  private wanted: 'work' | 'gradient' | null = null;
  private readonly keeping: Keeping;

  constructor(
    private readonly body: HTMLElement,
    private readonly words: PageWords,
    private readonly api: VsCodeApi,
    script: HTMLScriptElement | null,
  ) {
    const kept = readPersistedState(api.getState());
    this.keeping = new Keeping(api, () => this.state());
    this.uri = kept?.uri ?? '';
    const fit = new Fit((change) => this.place.keep(change));
    const tell = (message: ToHost): void => this.trialPages.tell(message);
    this.trialPages = new TrialPages(
      {
        tell: (message) => api.postMessage(message),
        receive: (message) => this.take(message),
        choices: () => this.choosing.made,
        shown: () => ({ uri: this.uri, version: body.dataset['version'] }),
        needsHost: () => this.stepper.index !== null,
      },
      script,
    );
    this.entries = new Entries(words, {
      tell,
      announce: (text) => this.status.say(text),
      speak: (text) => this.status.say(text, false),
      tryNumbers: (turn, trials) => void this.trialPages.ask(turn, trials),
      say: (message) => this.reader.say(message),
      letters: () => this.reader.letters,
    });
    this.reader = new PageReader(words, this.choosing, fit, this.entries, kept?.edges ?? 'weight', {
      tell,
      choose: (change) => this.choose(change),
      announce: (text) => this.status.say(text),
      edgesChosen: () => {
        this.document.redrawDrawings();
        this.saveSoon();
      },
    });
    this.keptStep = kept?.step ?? null;
    this.locked = kept?.locked ?? false;
    this.toolbar = new Toolbar(words, {
      go: (section) => this.way.jump(() => this.document.reveal(section), section),
      back: () => this.way.back(),
      follow: (on) => this.followCursor(on),
      showChoices: (on) => this.showOptions(on),
      export: () => tell({ type: 'export', colours: this.reader.edges }),
      present: () => this.presentation.toggle(),
      checkWork: () => this.reveal('work'),
    });
    this.options = new ChoicesView(words, {
      choose: (change) => this.choose(change),
      zoom: (step) => this.zoom.change(step),
    });
    this.top = new StickyTop(this.options.element);
    const goToProblem = (offset: number): void => tell({ type: 'goToProblem', offset });
    this.errors = new ProblemsView(words, goToProblem);
    this.remarks = new ProblemsView(words, goToProblem);
    this.staleness = new Staleness(words, this.errors, {
      showState: (text) => this.toolbar.showState(text),
      announce: (text) => this.status.say(text),
    });
    this.stepper = new Stepper(this.reader, {
      keepPlace: (change) => this.place.keep(change),
      ask: (index) => tell({ type: 'step', index }),
      end: () => tell({ type: 'endSteps' }),
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
      () => {
        this.toolbar.tabs.showRead();
        this.saveSoon();
      },
    );
    this.presentation = new Presentation(body, this.place.keep, api, () => this.status.say(words.presentEnd));
    this.zoom = new Zoom(kept?.zoom ?? 1, (level) => {
      this.place.keep(() => body.style.setProperty('--zoom', String(level)));
      this.options.showZoom(level);
      this.saveSoon();
    });
    this.way = new WayBack(this.place, this.top, this.toolbar);
    const { document, toolbar, top, way, presentation } = this;
    this.cursor = new CursorLayer(kept?.follow ?? false, { document, toolbar, top, way, presentation });
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
    this.zoom.start();
    this.toolbar.showFollowing(this.cursor.isFollowed);
    listenToKeys(this.keys, this.stepper, () => this.presentation.on);
    this.top.start();
    this.api.postMessage({ type: 'ready' });
    if (this.keptStep !== null) this.stepper.open(this.keptStep, false);
  }

  /** Takes a message of the host. Of several versions that come within one frame only the last is shown. */
  receive(message: ToPage): void {
    if (!this.trialPages.isPast(message)) this.take(message);
  }

  private take(message: ToPage): void {
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
        this.cursor.take(message.layer);
        this.highlight();
        break;
      case 'text':
        this.trialPages.lend(message);
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
    this.document.highlight(this.stepper.layer ?? this.cursor.layer);
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
    this.turnTo(uri);
    this.choosing.take(choices);
    this.offer = offer;
    this.reader.takeWords(words);
    // First of all it looks where the reader is: after a change the browser would lay the page out for that.
    this.place.keep(() => {
      this.entries.take(trials);
      this.staleness.fresh();
      this.body.removeAttribute('data-drawn');
      this.body.dataset['version'] = String(documentVersion);
      this.remarks.show('', '', message.problems);
      this.document.show(page, uri);
      // Last: what can be seen was measured before anything had changed.
      this.entries.showTried();
    });
  }

  /** Leaves what was shown of another text. */
  private turnTo(uri: string): void {
    const before = this.uri;
    this.uri = uri;
    if (before === uri || before === '') return;
    this.choosing.forget();
    this.entries.forget();
    this.stepper.leave();
    this.staleness.fresh();
    this.document.clear();
    this.place.goTo(null);
    this.way.forget();
    this.toolbar.tabs.restart();
  }

  private applyProblems(message: ProblemsMessage): void {
    this.turnTo(message.uri);
    this.choosing.take(message.choices);
    this.staleness.problems(message, this.document.filled);
  }

  private choose(change: Partial<ViewChoices>): void {
    this.choosing.choose(change);
    const choices = this.choosing.made;
    this.options.show(choices, this.offer);
    this.trialPages.tell({ type: 'choose', uri: this.uri, choices });
    this.saveSoon();
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
    this.way.jump(() => this.document.reveal(place), place);
    this.toolbar.tabs.showGoal(place.section);
    place.section.querySelector('textarea')?.focus({ preventScroll: true });
  }

  private followCursor(on: boolean): void {
    this.cursor.follow(on);
    this.saveSoon();
  }

  private get keys(): KeyActions {
    const goTo = Array.from({ length: 9 }, (_, i) => [String(i + 1), () => this.toolbar.tabs.goTo(i + 1)] as const);
    return {
      '+': () => this.zoom.change(1),
      '=': () => this.zoom.change(1),
      '-': () => this.zoom.change(-1),
      '0': () => this.zoom.change(0),
      p: () => this.presentation.toggle(),
      P: () => this.presentation.with(() => this.stepper.show()),
      s: () => this.stepper.toggle(this.presentation.on),
      b: () => this.way.back(),
      m: () => this.reveal('work'),
      f: () => this.followCursor(!this.cursor.isFollowed),
      Escape: () =>
        this.entries.close() || this.entries.letGo() || (this.presentation.on && this.presentation.toggle(false)),
      ...Object.fromEntries(goTo),
    };
  }

  private saveSoon(): void {
    this.keeping.soon();
  }

  private state(): PersistedState {
    const { uri, zoom, locked, place, reader, stepper, cursor, choosing } = this;
    const more = { choices: choosing.made, edges: reader.edges, step: stepper.index, follow: cursor.isFollowed };
    return { version: 1, uri, scroll: place.scroll, zoom: zoom.level, locked, ...more };
  }
}
