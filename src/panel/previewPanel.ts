import * as vscode from 'vscode';
import { CancelledError, type CancellationToken } from '../analysis/cancellation';
import type { Translate } from '../message/message';
import { DescentRun } from './descentRun';
import { LatestWins } from './latestWins';
import { LayerMark } from './layerMark';
import { LighterPages } from './making/lighterPages';
import { PageAnswers } from './making/pageAnswers';
import { PageRequests } from './talk/pageRequests';
import type { PageResult } from './making/pageResult';
import { translationsOfStep } from './making/pageTranslation';
import { messageOf } from './making/sentPage';
import type { PageSource } from './pageSource';
import { type Missing, PreviewedText } from './previewedText';
import type { PreviewOwner } from './previewOwner';
import { dress, titleOf } from './previewShell';
import type { SetMember } from './previewSet';
import { inLetters } from '../notation/letters/courseText';
import { sameLook, type Look } from '../notation/look';
import type { ToHost, ToPage, ViewChoices } from './protocol';
import { pointAt, revealIn } from './reveal';
import { Speech } from './talk/speech';
import { Trials } from './trials';
import { Stepping } from './stepping';
import { readToHost } from './toHost';
import { translate } from './translate';

/** The type under which VS Code keeps the panel and brings it back. */
export const viewType = 'nnet.preview';

type PageMessage = Extract<ToPage, { type: 'page' }>;
type ProblemsMessage = Extract<ToPage, { type: 'problems' }>;

/** One webview that shows one text at a time: the one it is locked to, or that of the active editor. */
export class PreviewPanel implements SetMember<vscode.Uri>, vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly updates: LatestWins;
  private text: PreviewedText;
  private isLocked = false;
  /** Whether the page listens; messages to a hidden or loading one are lost. */
  private listening = false;
  /** Done once the page has the last message, or never will. */
  private delivery: Thenable<unknown> = Promise.resolve();
  private readonly way = new LighterPages();
  private lastPage: PageMessage | null = null;
  private readonly translate: Translate = (...said) => inLetters(this.choices.letters, translate)(...said);
  private readonly speech = new Speech((message) => this.post(message), this.translate);
  /** The problems of the present text, while it has no page. */
  private broken: ProblemsMessage | null = null;
  private highlighted: number | null = null;
  /** What the page is told once it listens. */
  private waiting: ToPage[] = [];
  private readonly stepping: Stepping;
  private readonly trials = new Trials();
  private readonly answers = new PageAnswers((message) => this.post(message), this.translate);
  private readonly requests: PageRequests;
  private readonly descent = new DescentRun(
    (state) => this.post({ type: 'descent', state }),
    () => this.uri,
  );

  constructor(
    private readonly panel: vscode.WebviewPanel,
    uri: vscode.Uri,
    private choices: ViewChoices,
    private readonly source: PageSource,
    extensionUri: vscode.Uri,
    private readonly owner: PreviewOwner,
  ) {
    this.text = this.previewed(uri);
    this.requests = new PageRequests((message) => this.post(message), extensionUri, panel, owner.projector);
    this.updates = new LatestWins(
      (token, answered) => this.update(token, answered),
      () => this.post({ type: 'busy' }),
    );
    // The layer of the step that is shown is marked in the text too.
    const mark = new LayerMark(source, () => this.uri);
    this.stepping = new Stepping({
      show: (overview, view, asked) => {
        const words = translationsOfStep(overview, view, this.translate);
        this.post({ type: 'step', overview, view, words });
        mark.show(view.layer, asked);
      },
      closed: () => mark.show(null, false),
    });
    this.subscriptions.push(
      this.stepping,
      this.descent,
      mark,
      panel.onDidDispose(() => this.release()),
      panel.onDidChangeViewState(() => {
        // A hidden webview is torn down; shown again it starts anew and says that it is ready.
        if (panel.visible) return;
        this.listening = false;
        this.stepping.close();
      }),
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const read = readToHost(message);
        if (read !== null) this.receive(read);
        else this.owner.refused(message);
      }),
      source.onDidChangeFiles((document) => this.shows(document.uri) && this.changed()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => editor && this.follow(editor)),
    );
    // Last, so that nothing the page says is missed.
    dress(panel, extensionUri);
  }

  /** Whether this is the preview of that file. */
  shows(uri: vscode.Uri): boolean {
    return this.text.is(uri);
  }

  get uri(): vscode.Uri {
    return this.text.uri;
  }

  /** Whether the panel stays with its text, whatever is being edited. */
  get locked(): boolean {
    return this.isLocked;
  }

  get active(): boolean {
    return this.panel.active;
  }

  get visible(): boolean {
    return this.panel.visible;
  }

  lock(locked: boolean): void {
    this.isLocked = locked;
    this.setTitle();
    this.post({ type: 'lock', locked });
  }

  /** How formulas are written in all previews, and everywhere else, is in the settings. */
  write(look: Look): void {
    if (sameLook(look, this.choices)) return;
    this.choices = { ...this.choices, ...look };
    this.changed();
  }

  /** Shows another text, with the choices that were made for it. */
  show(uri: vscode.Uri): void {
    this.stepping.close();
    this.text.dispose();
    this.text = this.previewed(uri);
    this.choices = this.owner.choicesOf(uri);
    this.lastPage = null;
    this.speech.forget();
    this.broken = null;
    this.highlighted = null;
    this.trials.end();
    this.answers.forget();
    this.descent.forget();
    this.setTitle();
    this.changed();
  }

  private previewed(uri: vscode.Uri): PreviewedText {
    return new PreviewedText(uri, { changed: () => this.changed(), moved: () => this.moved() });
  }

  /** Brings the panel to the front of its group; the editor keeps the focus. */
  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  /** Puts a picture on the clipboard, by the page, which needs the focus for it. */
  copyPicture(png: Uint8Array, copied: () => void): void {
    this.requests.awaitCopied(copied);
    this.tell({ type: 'picture', png });
  }

  /** Tells the page something that it does for the reader, as soon as it listens. */
  tell(message: ToPage): void {
    this.panel.reveal();
    this.post(message);
    this.waiting = this.listening ? [] : [message];
  }

  dispose(): void {
    this.panel.dispose();
  }

  private release(): void {
    this.listening = false;
    this.speech.forget();
    this.updates.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
    this.text.dispose();
    this.owner.disposed();
  }

  private setTitle(): void {
    this.panel.title = titleOf(this.uri, this.isLocked);
  }

  private changed(): void {
    if (this.listening) this.updates.request();
  }

  private moved(): void {
    this.owner.choose(this.uri, this.choices);
    this.setTitle();
    this.changed();
  }

  private receive(message: ToHost): void {
    switch (message.type) {
      case 'ready':
        this.ready();
        break;
      case 'choose':
        // Made for the text that was shown before.
        if (message.uri !== this.uri.toString()) break;
        this.choices = message.choices;
        this.owner.choose(this.uri, this.choices);
        this.updates.request();
        break;
      case 'goTo':
        this.goTo((document) => this.source.locate(document, message.target, this.choices));
        break;
      case 'goToProblem':
        this.goTo((document) => pointAt(document, message.offset));
        break;
      case 'step':
        this.stepping.go(message.index);
        break;
      case 'endSteps':
        this.stepping.close();
        break;
      case 'descend':
        void this.descent.run(message.rate, message.count);
        break;
      case 'stopDescent':
        this.descent.stop();
        break;
      case 'writeStep':
        this.descent.write(message.step);
        break;
      case 'whatIf':
        this.tryNumbers(message);
        break;
      case 'writeWhatIf':
        this.trials.write(this.source, this.text, this.choices);
        break;
      case 'inspect':
        void this.answers.entry(message.question);
        break;
      case 'plain':
        this.speech.write(message.id);
        break;
      default:
        this.requests.fulfil(message, this.uri);
    }
  }

  /** Shows the page with other numbers, if they are for the text that is shown. */
  private tryNumbers({ uri, turn, trials }: Extract<ToHost, { type: 'whatIf' }>): void {
    if (uri !== this.uri.toString() || this.lastPage === null) return;
    this.trials.begin({ version: this.lastPage.documentVersion, turn, trials });
    this.updates.request(true);
  }

  /** The page listens, anew. */
  private ready(): void {
    this.listening = true;
    this.way.forget();
    this.trials.end();
    // Whether the steps are open it says next.
    this.stepping.close();
    this.post({ type: 'lock', locked: this.isLocked });
    if (this.lastPage && !this.lastPage.trials) this.post({ ...this.lastPage, choices: this.choices });
    this.speech.speakSoon();
    if (this.broken) this.post(this.broken);
    this.descent.again();
    this.post({ type: 'highlight', layer: this.highlighted });
    for (const message of this.waiting.splice(0)) this.post(message);
    this.updates.request();
  }

  private post(message: ToPage): void {
    if (this.listening) this.delivery = this.panel.webview.postMessage(this.way.lighten(message));
  }

  private async update(token: CancellationToken, answered: () => void): Promise<void> {
    const { choices, text } = this;
    const document = await text.document();
    if (token.isCancellationRequested || text !== this.text) return;
    if (typeof document === 'string') return this.showMissing(document);
    try {
      const trying = this.trials.on(document.version);
      for await (const made of this.source.pages(document, choices, token, trying?.trials ?? [])) {
        if (token.isCancellationRequested || text !== this.text) return;
        this.showResult(made, choices, trying?.turn ?? null);
        answered();
        const editor = vscode.window.visibleTextEditors.find((e) => this.shows(e.document.uri));
        if (editor) this.follow(editor);
        // What is made next would hold the thread while the message leaves, which takes several turns to a window elsewhere.
        await Promise.race([this.delivery, token.cancelled ?? this.delivery]);
      }
    } catch (error) {
      if (token.isCancellationRequested) return;
      if (!(error instanceof CancelledError)) throw error;
      // The text changed under the analysis before the change was told here: look again.
      return this.updates.request();
    }
  }

  private showResult(made: PageResult, choices: ViewChoices, turn: number | null): void {
    const message = messageOf(made, this.uri.toString(), choices, turn, inLetters(choices.letters, translate));
    this.post(message);
    if (turn !== null) this.trials.lend(made, message.uri, (lent) => this.post(lent));
    this.broken = message.type === 'problems' ? message : null;
    if (message.type === 'problems' || made.page === null) return;
    this.lastPage = message;
    this.answers.take(made);
    this.speech.take(made.page, made.documentVersion);
    this.speech.speakSoon();
    if (made.steps !== null) this.stepping.take(made.steps);
    this.descent.take(made.descent);
  }

  private showMissing(missing: Missing): void {
    const { choices } = this;
    this.broken = { type: 'problems', uri: this.uri.toString(), documentVersion: 0, choices, problems: [], missing };
    this.post(this.broken);
  }

  /** Marks the layer that the cursor is in. */
  private follow(editor: vscode.TextEditor): void {
    if (!this.shows(editor.document.uri)) return;
    const layer = this.source.layerAt(editor.document, editor.selection.active);
    // While the text is being looked at, the page is that of the text before.
    if (layer === undefined || layer === this.highlighted) return;
    this.highlighted = layer;
    this.post({ type: 'highlight', layer });
  }

  private goTo(find: (document: vscode.TextDocument) => vscode.Range | null): void {
    void revealIn(this.text, this.panel.viewColumn, find);
  }
}
