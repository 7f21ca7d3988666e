import type { LentText, PageTrial, ToHost, ToPage, ViewChoices } from '../../panel/protocol';
import { type MakeOwnPages, type OwnPages, ownPagesName } from '../../panel/protocol/ownPages';

/** How long the reader has to rest before the host is told what is tried, in milliseconds. */
const REST = 150;
/** How long the host may take to show it before what waits for that is said all the same. */
const PATIENCE = 1000;

/** What is done for the pages with other numbers. */
export interface TrialPagesActions {
  tell(message: ToHost): void;
  /** Takes a page that was made here, or an answer about it. */
  receive(message: ToPage): void;
  choices(): ViewChoices;
  /** The text and its version on the screen. */
  shown(): { readonly uri: string; readonly version: string | undefined };
  /** Whether something on the screen follows the host alone. */
  needsHost(): boolean;
}

/**
 * Pages with other numbers. Where the page has the text, it makes them itself, so that they follow the finger; the host
 * is told once the reader rests, and nothing else is said to it before it shows the same.
 */
export class TrialPages {
  private lent: LentText | null = null;
  private own: OwnPages | null = null;
  /** What the host has not been told yet. */
  private untold: ToHost | null = null;
  /** The last turn that was made here, as long as the host has not shown it. */
  private ahead: number | null = null;
  private readonly held: ToHost[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param script where the page's own script came from, with the right to run others. */
  constructor(
    private readonly actions: TrialPagesActions,
    private readonly script: HTMLScriptElement | null,
  ) {}

  /** Takes the text of the page. */
  lend(text: LentText): void {
    this.lent = text;
    this.own = null;
    if (made() !== undefined) this.start();
    else if (this.script !== null) this.load(this.script);
  }

  /** Brings the page with these numbers. */
  async ask(turn: number, trials: readonly PageTrial[]): Promise<void> {
    const message: ToHost = { type: 'whatIf', uri: this.actions.shown().uri, turn, trials };
    const page = this.canMake() ? await this.own!.page(turn, trials, this.actions.choices()) : null;
    if (page === null || !this.canMake()) {
      this.untold = message;
      this.tellNow();
      return;
    }
    this.untold = message;
    this.ahead = turn;
    this.wait(REST, () => this.tellNow());
    this.actions.receive(page);
  }

  /** Says something to the host; after it has shown what is tried here. */
  tell(message: ToHost): void {
    if (this.ahead === null) {
      this.actions.tell(message);
      return;
    }
    if (message.type === 'inspect' && this.own !== null) {
      this.own.entry(message.question);
      return;
    }
    this.held.push(message);
    if (this.untold !== null) this.tellNow();
  }

  /** Whether a message of the host is about what was on the screen before the last page that was made here. */
  isPast(message: ToPage): boolean {
    if (this.ahead === null) return false;
    if (message.type === 'spoken') return true;
    if (message.type !== 'page') return false;
    const { uri, documentVersion, trials } = message;
    const shown = this.actions.shown();
    const same = uri === shown.uri && String(documentVersion) === shown.version;
    if (same && (trials === undefined || trials.turn < this.ahead)) return true;
    this.caughtUp();
    return false;
  }

  private canMake(): boolean {
    const { uri, version } = this.actions.shown();
    const fits = this.lent !== null && this.lent.uri === uri && String(this.lent.documentVersion) === version;
    return this.own !== null && fits && this.actions.choices().own === null && !this.actions.needsHost();
  }

  private tellNow(): void {
    const message = this.untold;
    this.untold = null;
    if (message !== null) this.actions.tell(message);
    if (this.ahead !== null) this.wait(PATIENCE, () => this.caughtUp());
  }

  /** The host shows what was tried here, or something later. */
  private caughtUp(): void {
    clearTimeout(this.timer);
    this.ahead = null;
    this.untold = null;
    for (const message of this.held.splice(0)) this.actions.tell(message);
  }

  private wait(time: number, then: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(then, time);
  }

  private start(): void {
    this.own = made()!(this.lent!, (message) => this.actions.receive(message));
  }

  /** Loads what makes pages, by the right that the page's script has. */
  private load({ src, nonce }: HTMLScriptElement): void {
    const script = document.createElement('script');
    script.nonce = nonce;
    script.src = new URL('ownPages.js', src).href;
    script.addEventListener('load', () => this.start());
    document.head.append(script);
  }
}

function made(): MakeOwnPages | undefined {
  return (globalThis as { [ownPagesName]?: MakeOwnPages })[ownPagesName];
}
