import * as vscode from 'vscode';
import { CancelledError, type CancellationToken } from '../analysis/cancellation';
import type { Translate } from '../message/message';
import { DescentRun } from './descentRun';
import { LatestWins } from './latestWins';
import { LayerMark } from './layerMark';
import { PageAnswers } from './pageAnswers';
import type { PageResult, PageSource } from './pageSource';
import { translationsOf, translationsOfStep } from './pageTranslation';
import { type Missing, PreviewedText } from './previewedText';
import { dress } from './previewShell';
import type { SetMember } from './previewSet';
import { inLetters } from '../notation/letters/courseText';
import type { Alphabet, ToHost, ToPage, ViewChoices } from './protocol';
import { pointAt, reveal } from './reveal';
import { sentPage } from './sentPage';
import { Speech } from './speech';
import { type Trying, writeTrials } from './trials';
import { Stepping } from './stepping';
import { readToHost } from './toHost';

/** The type under which VS Code keeps the panel and brings it back. */
export const viewType = 'nnet.preview';

/** What a panel tells its owner. */
export interface PreviewOwner {
  /** The choices that were made for a text before. */
  choicesOf(uri: vscode.Uri): ViewChoices;
  choose(uri: vscode.Uri, choices: ViewChoices): void;
  disposed(): void;
  /** Told of a message of the page that is none the host knows. */
  refused(message: unknown): void;
}

type PageMessage = Extract<ToPage, { type: 'page' }>;
type ProblemsMessage = Extract<ToPage, { type: 'problems' }>;

/** One webview that shows one text at a time: the one it is locked to, or that of the active editor. */
export class PreviewPanel implements SetMember<vscode.Uri>, vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly updates: LatestWins;
  private text: PreviewedText;
  private isLocked = false;
  private readonly helpPage: vscode.Uri;
  /** Whether the page listens; messages to a hidden or loading one are lost. */
  private listening = false;
  private lastPage: PageMessage | null = null;
  private readonly speech = new Speech(
    (message) => this.post(message),
    (template) => this.translate(template),
  );
  /** The problems of the present text, while it has no page. */
  private broken: ProblemsMessage | null = null;
  private highlighted: number | null = null;
  /** Whether the page is to go to the box for the reader's own matrices once it listens. */
  private workAsked = false;
  private readonly stepping: Stepping;
  /** What the reader tries on a version of the text; another version ends it. */
  private trying: Trying | null = null;
  private readonly answers = new PageAnswers(
    (message) => this.post(message),
    (template, ...args) => inLetters(this.choices.letters, translate)(template, ...args),
  );
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
    this.updates = new LatestWins(
      (token) => this.update(token),
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
    this.helpPage = vscode.Uri.joinPath(extensionUri, 'docs', 'conventions.md');
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
    this.setTitle();
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

  /** The letters of all previews, and of everything else, are a setting. */
  write(letters: Alphabet): void {
    if (this.choices.letters === letters) return;
    this.choices = { ...this.choices, letters };
    this.changed();
  }

  private readonly translate = (template: string): string => inLetters(this.choices.letters, translate)(template);

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
    this.trying = null;
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

  /** Goes to the box for the reader's own matrices, as soon as the page listens. */
  checkWork(): void {
    this.panel.reveal();
    if (this.listening) this.post({ type: 'checkWork' });
    else this.workAsked = true;
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
    const name = baseName(this.uri);
    this.panel.title = this.isLocked ? vscode.l10n.t('[Preview] {0}', name) : vscode.l10n.t('Preview {0}', name);
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
        void this.goTo((document) => this.source.locate(document, message.target, this.choices));
        break;
      case 'goToProblem':
        void this.goTo((document) => pointAt(document, message.offset));
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
        this.writeNumbers();
        break;
      case 'inspect':
        this.answers.entry(message.entry);
        break;
      case 'export':
        void vscode.commands.executeCommand('nnet.export', this.uri, { choices: { colours: message.colours } });
        break;
      case 'cell':
        this.answers.cell(message.at);
        break;
      case 'help':
        void vscode.commands.executeCommand('markdown.showPreview', this.helpPage);
        break;
      case 'plain':
        this.speech.write(message.id);
        break;
      case 'copy':
        vscode.env.clipboard.writeText(message.text).then(
          () => this.post({ type: 'copied' }),
          () => void vscode.window.showErrorMessage(vscode.l10n.t('Couldn’t copy to the clipboard.')),
        );
        break;
    }
  }

  /** Shows the page with other numbers, if they are for the text that is shown. */
  private tryNumbers({ uri, turn, trials }: Extract<ToHost, { type: 'whatIf' }>): void {
    if (uri !== this.uri.toString() || this.lastPage === null) return;
    this.trying = { version: this.lastPage.documentVersion, turn, trials };
    this.updates.request(true);
  }

  private writeNumbers(): void {
    if (this.trying) void writeTrials(this.source, this.text, this.choices, this.trying);
  }

  /** The page listens, anew. */
  private ready(): void {
    this.listening = true;
    this.trying = null;
    // Whether the steps are open it says next.
    this.stepping.close();
    this.post({ type: 'lock', locked: this.isLocked });
    if (this.lastPage && !this.lastPage.trials) this.post({ ...this.lastPage, choices: this.choices });
    this.speech.speakSoon();
    if (this.broken) this.post(this.broken);
    this.descent.again();
    this.post({ type: 'highlight', layer: this.highlighted });
    if (this.workAsked) this.post({ type: 'checkWork' });
    this.workAsked = false;
    this.updates.request();
  }

  private post(message: ToPage): void {
    if (this.listening) void this.panel.webview.postMessage(message);
  }

  private async update(token: CancellationToken): Promise<void> {
    const { choices } = this;
    const { text } = this;
    const document = await text.document();
    if (token.isCancellationRequested || text !== this.text) return;
    if (typeof document === 'string') {
      this.showMissing(document);
      return;
    }
    try {
      if (this.trying?.version !== document.version) this.trying = null;
      const { trying } = this;
      for await (const made of this.source.pages(document, choices, token, trying?.trials ?? [])) {
        if (token.isCancellationRequested || text !== this.text) return;
        this.showResult(made, choices, trying?.turn ?? null);
      }
    } catch (error) {
      if (token.isCancellationRequested) return;
      if (!(error instanceof CancelledError)) throw error;
      // The text changed under the analysis before the change was told here: look again.
      this.updates.request();
      return;
    }
    const editor = vscode.window.visibleTextEditors.find((e) => this.shows(e.document.uri));
    if (editor) this.follow(editor);
  }

  private showResult(made: PageResult, choices: ViewChoices, turn: number | null): void {
    const { page, steps, descent, entry: _, cell: __, trials, ...result } = made;
    const common = {
      uri: this.uri.toString(),
      documentVersion: result.documentVersion,
      problems: result.problems,
      choices,
    };
    if (page === null) {
      this.broken = { type: 'problems', ...common };
      this.post(this.broken);
    } else {
      const sent = sentPage(page);
      const words = translationsOf(sent, inLetters(choices.letters, translate));
      this.broken = null;
      this.speech.take(page, result.documentVersion);
      const tried = turn === null ? {} : { trials: { turn, numbers: trials } };
      this.lastPage = { type: 'page', ...result, ...common, page: sent, ...tried, words };
      this.post(this.lastPage);
      this.answers.take(made);
      this.speech.speakSoon();
      if (steps !== null) this.stepping.take(steps);
      this.descent.take(descent);
    }
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
    if (layer === this.highlighted) return;
    this.highlighted = layer;
    this.post({ type: 'highlight', layer });
  }

  /** Goes to what is found in the text. */
  private async goTo(find: (document: vscode.TextDocument) => vscode.Range | null): Promise<void> {
    const document = await this.text.document();
    const range = typeof document === 'string' ? null : find(document);
    if (typeof document !== 'string' && range) await reveal(document, range, this.panel.viewColumn);
  }
}

const translate: Translate = (template, ...args) => vscode.l10n.t(template, ...args);

function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
