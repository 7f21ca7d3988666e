/**
 * VS Code as far as the preview uses it, in memory: documents, editors, webview panels, commands, settings. Importing this
 * file makes `import … from 'vscode'` find it, so import it before anything of `src/panel`.
 */
import type { OnTheWay } from '../../../src/panel/protocol/onTheWay';
import { anything } from '../../anything';
import { WholePages } from '../../../src/webview/wholePages';
import Module from 'node:module';

type Listener<T> = (value: T) => unknown;

class Emitter<T> {
  private readonly listeners = new Set<Listener<T>>();
  readonly event = (listener: Listener<T>): Disposable => {
    this.listeners.add(listener);
    return new Disposable(() => this.listeners.delete(listener));
  };
  fire(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }
  dispose(): void {
    this.listeners.clear();
  }
}

class Disposable {
  constructor(readonly dispose: () => unknown) {}
  static from(...all: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => all.forEach((one) => one.dispose()));
  }
}

export class Uri {
  private constructor(
    readonly scheme: string,
    readonly path: string,
    readonly authority = '',
  ) {}
  static parse(text: string): Uri {
    const [, scheme, path] = /^([a-z]+):(?:\/\/)?(.*)$/.exec(text)!;
    return new Uri(scheme, path);
  }
  static joinPath({ scheme, path }: Uri, ...parts: readonly string[]): Uri {
    const names: string[] = [];
    for (const name of [path, ...parts].join('/').split('/'))
      if (name === '..') names.pop();
      else if (name !== '') names.push(name);
    return new Uri(scheme, `/${names.join('/')}`);
  }
  toString(): string {
    return this.scheme === 'untitled' ? `untitled:${this.path}` : `${this.scheme}://${this.path}`;
  }
}

class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

export class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
  ) {}
  union(other: Range): Range {
    const before = (a: Position, b: Position): boolean =>
      a.line < b.line || (a.line === b.line && a.character < b.character);
    return new Range(
      before(this.start, other.start) ? this.start : other.start,
      before(this.end, other.end) ? other.end : this.end,
    );
  }
}

class TextEdit {
  constructor(
    readonly range: Range,
    readonly newText: string,
  ) {}
  static replace(range: Range, newText: string): TextEdit {
    return new TextEdit(range, newText);
  }
}

class WorkspaceEdit {
  readonly edits = new Map<string, readonly TextEdit[]>();
  set(uri: Uri, edits: readonly TextEdit[]): void {
    this.edits.set(uri.toString(), edits);
  }
}

export class FakeDocument {
  version = 1;
  languageId = 'nnet';
  isClosed = false;
  isDirty = false;
  constructor(
    readonly uri: Uri,
    private text: string,
  ) {}
  getText(): string {
    return this.text;
  }
  get lineCount(): number {
    return this.text.split('\n').length;
  }
  positionAt(offset: number): Position {
    const before = this.text.slice(0, offset).split('\n');
    return new Position(before.length - 1, before[before.length - 1].length);
  }
  offsetAt({ line, character }: Position): number {
    return this.text.split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character;
  }
  textIn({ start, end }: Range): string {
    return this.text.slice(this.offsetAt(start), this.offsetAt(end));
  }
  replace(text: string): void {
    this.text = text;
    this.version++;
  }
}

class FakeEditor {
  selection = { active: new Position(0, 0) };
  readonly decorated: (readonly Range[])[] = [];
  readonly revealed: Range[] = [];
  constructor(
    readonly document: FakeDocument,
    readonly viewColumn: number,
  ) {}
  setDecorations(_type: unknown, ranges: readonly Range[]): void {
    this.decorated.push(ranges);
  }
  revealRange(range: Range): void {
    this.revealed.push(range);
  }
}

/** A webview panel whose page is the test: it hears what is posted and says what it likes. */
export class FakePanel {
  constructor(readonly options: unknown = null) {}
  private readonly pages = new WholePages();
  readonly heard: { readonly type: string; readonly [key: string]: unknown }[] = [];
  readonly said = new Emitter<unknown>();
  private readonly gone = new Emitter<void>();
  private readonly changed = new Emitter<void>();
  title = '';
  iconPath: unknown;
  visible = true;
  active = false;
  disposed = false;
  /** What the page does when it hears something. */
  onHearing: (message: FakePanel['heard'][number]) => void = () => undefined;
  /** What ends when a message has come to the page. */
  delivery: Promise<boolean> = Promise.resolve(true);
  /** With what it was brought to the front, each time. */
  readonly reveals: (readonly unknown[])[] = [];
  viewColumn = 2;
  readonly onDidDispose = this.gone.event;
  readonly onDidChangeViewState = this.changed.event;
  readonly webview = {
    options: {} as unknown,
    html: '',
    cspSource: 'vscode-webview:',
    asWebviewUri: (uri: Uri) => uri,
    onDidReceiveMessage: this.said.event,
    postMessage: (message: FakePanel['heard'][number]) => {
      // As the page does with what is only named.
      this.heard.push({ ...this.pages.whole(structuredClone(message) as unknown as OnTheWay)! });
      this.onHearing(message);
      return this.delivery;
    },
  };
  reveal(...how: readonly unknown[]): void {
    this.reveals.push(how);
  }
  /** The panel gets the focus, or loses it. */
  setActive(active: boolean): void {
    this.active = active;
    this.changed.fire();
  }
  /** Hides the panel, or shows it again. */
  setVisible(visible: boolean): void {
    this.visible = visible;
    this.changed.fire();
  }
  dispose(): void {
    this.disposed = true;
    this.gone.fire();
  }
  /** What the page was told since it was last asked. */
  take(): FakePanel['heard'] {
    return this.heard.splice(0);
  }
}

class TabInputText {
  constructor(readonly uri: Uri) {}
}

class ThemeColor {
  constructor(readonly id: string) {}
}

const events = {
  changedText: new Emitter<{ document: FakeDocument }>(),
  opened: new Emitter<FakeDocument>(),
  saved: new Emitter<FakeDocument>(),
  closed: new Emitter<FakeDocument>(),
  renamed: new Emitter<{ files: readonly { oldUri: Uri; newUri: Uri }[] }>(),
  setting: new Emitter<{ affectsConfiguration: (name: string) => boolean }>(),
  selection: new Emitter<{ textEditor: FakeEditor }>(),
  active: new Emitter<FakeEditor | undefined>(),
  visibleEditors: new Emitter<readonly FakeEditor[]>(),
  created: new Emitter<Uri>(),
  changedFile: new Emitter<Uri>(),
  deletedFile: new Emitter<Uri>(),
};

interface HoverProvider {
  provideHover(
    document: FakeDocument,
    position: Position,
  ): Promise<{ readonly contents: { readonly value: string } } | null>;
}

/** Everything that a test can look at or change. */
export class World {
  documents: FakeDocument[] = [];
  editors: FakeEditor[] = [];
  active: FakeEditor | undefined;
  panels: FakePanel[] = [];
  /** Texts of files that can be opened. */
  files = new Map<string, string>();
  settings = new Map<string, unknown>();
  /** Where settings are written, if not for the user. */
  inspected = new Map<string, Readonly<Record<string, unknown>>>();
  /** The settings that were changed, and where. */
  updated: { name: string; value: unknown; target: number }[] = [];
  /** Settings that cannot be written. */
  fixed = new Set<string>();
  registered = new Map<string, (...args: unknown[]) => unknown>();
  executed: unknown[][] = [];
  /** What a command of the window does. */
  onCommand: (command: unknown) => void = () => undefined;
  clipboard = '';
  /** What files hold, by path. */
  contents = new Map<string, Uint8Array>();
  /** The error of a call of the file system, if it fails. */
  refuse: (call: string, path: string) => string | undefined = () => undefined;
  /** Whether what is shown with progress is cancelled, and what happens when it says how far it is. */
  token = { isCancellationRequested: false };
  onProgress: () => void = () => undefined;
  clipboardWorks = true;
  warnings: string[] = [];
  /** The button that the reader presses in a message. */
  answer: string | undefined;
  /** The tabs that no editor shows, and their groups. */
  tabs: { viewColumn: number; address: string }[] = [];
  /** Where files are found once their folder is watched. */
  folder: Uri | undefined;
  /** The looks of marks in editors. */
  marks: Readonly<Record<string, unknown>>[] = [];
  watched: unknown[][] = [];
  shown: { document: FakeDocument; viewColumn: number; selection?: Range }[] = [];
  serializer: { deserializeWebviewPanel: (panel: FakePanel, state: unknown) => unknown } | null = null;
  watchers = 0;
  hovers: HoverProvider | null = null;
  /** Whether all the rest of VS Code is there, too, though it does nothing. */
  whole = false;
  /** Who finds symbols in the workspace. */
  symbols: {
    provideWorkspaceSymbols(query: string, token: unknown): Promise<readonly { readonly name: string }[] | null>;
  } | null = null;

  open(address: string, text: string, isDirty = false): FakeDocument {
    const document = new FakeDocument(Uri.parse(address), text);
    document.isDirty = isDirty;
    this.documents.push(document);
    events.opened.fire(document);
    return document;
  }

  edit(document: FakeDocument): FakeEditor {
    this.active = this.editors.find((editor) => editor.document === document) ?? new FakeEditor(document, 1);
    if (!this.editors.includes(this.active)) this.editors.push(this.active);
    events.active.fire(this.active);
    events.visibleEditors.fire(this.editors);
    return this.active;
  }

  /** No editor has the focus. */
  leave(): void {
    this.active = undefined;
    events.active.fire(undefined);
  }

  /** VS Code says that a text is open (again) when its language changes. */
  reopen(document: FakeDocument): void {
    events.opened.fire(document);
  }

  select(editor: FakeEditor, line: number): void {
    editor.selection = { active: new Position(line, 0) };
    events.selection.fire({ textEditor: editor });
  }

  type(document: FakeDocument, text: string): void {
    document.replace(text);
    events.changedText.fire({ document });
  }

  close(document: FakeDocument): void {
    document.isClosed = true;
    this.documents = this.documents.filter((one) => one !== document);
    this.editors = this.editors.filter((editor) => editor.document !== document);
    events.closed.fire(document);
  }

  rename(from: string, to: string): void {
    events.renamed.fire({ files: [{ oldUri: Uri.parse(from), newUri: Uri.parse(to) }] });
  }

  save(document: FakeDocument): void {
    events.saved.fire(document);
  }

  /** A file is there (again), as a watcher of the folder notices. */
  create(address: string, text: string): void {
    this.files.set(address, text);
    events.created.fire(Uri.parse(address));
  }

  set(name: string, value: unknown): void {
    this.settings.set(name, value);
    events.setting.fire({ affectsConfiguration: (asked) => asked === name });
  }

  /** The text of a file is another, as a watcher of the folder notices. */
  changeFile(address: string, text: string): void {
    this.files.set(address, text);
    events.changedFile.fire(Uri.parse(address));
  }

  async run(command: string, ...args: unknown[]): Promise<void> {
    await this.registered.get(command)!(...args);
  }
}

/** The world that VS Code is at present; each test begins a new one. */
export let world = new World();
export function newWorld(): World {
  for (const emitter of Object.values(events)) emitter.dispose();
  return (world = new World());
}

const filled = (template: string, ...args: readonly unknown[]): string =>
  template.replace(/\{(\d+)\}/g, (place, index: string) =>
    Number(index) in args ? String(args[Number(index)]) : place,
  );

function warn(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  world.warnings.push(text);
  return Promise.resolve(buttons.find((button) => button === world.answer));
}

class FileSystemError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** Files in memory; `world.refuse` says which calls fail. */
const fileSystem = {
  readFile: (uri: Uri) => at('read', uri, (path) => world.contents.get(path)!),
  stat: (uri: Uri) => at('stat', uri, (path) => ({ mtime: 1, size: world.contents.get(path)!.length })),
  delete: (uri: Uri) => at('delete', uri, (path) => void world.contents.delete(path)),
  writeFile: async (uri: Uri, bytes: Uint8Array) => {
    await at('write', uri, () => undefined, false);
    world.contents.set(uri.path, bytes);
  },
  rename: async (from: Uri, to: Uri) => {
    await at('rename', to, () => undefined, false);
    await at('read', from, (path) => world.contents.set(to.path, world.contents.get(path)!));
    world.contents.delete(from.path);
  },
};

function at<T>(call: string, { path }: Uri, act: (path: string) => T, there = true): Promise<T> {
  const refused = world.refuse(call, path) ?? (there && !world.contents.has(path) ? 'FileNotFound' : undefined);
  return refused === undefined ? Promise.resolve(act(path)) : Promise.reject(new FileSystemError(refused));
}

const vscode = {
  Uri,
  Position,
  Range,
  Disposable,
  EventEmitter: Emitter,
  TextEdit,
  WorkspaceEdit,
  TabInputText,
  ThemeColor,
  RelativePattern: class {
    constructor(
      readonly base: unknown,
      readonly pattern: string,
    ) {}
  },
  SymbolInformation: class {
    constructor(
      readonly name: string,
      readonly kind: number,
      readonly containerName: string,
      readonly location: unknown,
    ) {}
  },
  Location: class {
    constructor(
      readonly uri: Uri,
      readonly range: Range,
    ) {}
  },
  SymbolKind: {},
  MarkdownString: class {
    constructor(readonly value: string) {}
  },
  Hover: class {
    constructor(readonly contents: unknown) {}
  },
  languages: {
    registerHoverProvider: (_language: string, provider: HoverProvider) => {
      world.hovers = provider;
      return new Disposable(() => (world.hovers = null));
    },
    registerWorkspaceSymbolProvider: (provider: World['symbols']) => {
      world.symbols = provider;
      return new Disposable(() => (world.symbols = null));
    },
  },
  ViewColumn: { Beside: -2, One: 1 },
  ProgressLocation: { Notification: 15 },
  FileSystemError,
  ConfigurationTarget: { Global: 1, Workspace: 2, WorkspaceFolder: 3 },
  OverviewRulerLane: { Full: 7 },
  TextEditorRevealType: { InCenterIfOutsideViewport: 2 },
  l10n: { t: filled },
  env: {
    language: 'en',
    clipboard: {
      writeText: (text: string) => {
        if (!world.clipboardWorks) return Promise.reject(new Error('not allowed'));
        world.clipboard = text;
        return Promise.resolve();
      },
    },
  },
  commands: {
    registerCommand: (name: string, run: (...args: unknown[]) => unknown) => {
      world.registered.set(name, run);
      return new Disposable(() => world.registered.delete(name));
    },
    executeCommand: (...call: unknown[]) => {
      world.executed.push(call);
      world.onCommand(call[0]);
      return Promise.resolve();
    },
  },
  window: {
    get activeTextEditor() {
      return world.active;
    },
    get visibleTextEditors() {
      return world.editors;
    },
    get tabGroups() {
      const tabs = [
        ...world.editors.map(({ document, viewColumn }) => ({ viewColumn, uri: document.uri })),
        ...world.tabs.map(({ viewColumn, address }) => ({ viewColumn, uri: Uri.parse(address) })),
      ];
      return {
        all: [...new Set(tabs.map(({ viewColumn }) => viewColumn))].map((viewColumn) => ({
          viewColumn,
          tabs: tabs
            .filter((tab) => tab.viewColumn === viewColumn)
            .map(({ uri }) => ({ input: new TabInputText(uri) })),
        })),
      };
    },
    onDidChangeActiveTextEditor: events.active.event,
    onDidChangeTextEditorSelection: events.selection.event,
    onDidChangeVisibleTextEditors: events.visibleEditors.event,
    createTextEditorDecorationType: (look: Readonly<Record<string, unknown>>) => {
      world.marks.push(look);
      return new Disposable(() => undefined);
    },
    createWebviewPanel: (_type: string, _title: string, options: unknown) => {
      const panel = new FakePanel(options);
      world.panels.push(panel);
      return panel;
    },
    registerWebviewPanelSerializer: (_type: string, serializer: World['serializer']) => {
      world.serializer = serializer;
      return new Disposable(() => (world.serializer = null));
    },
    showTextDocument: (document: FakeDocument, how: number | { viewColumn: number; selection: Range }) => {
      world.shown.push({ document, ...(typeof how === 'number' ? { viewColumn: how } : how) });
      return Promise.resolve();
    },
    showWarningMessage: warn,
    showErrorMessage: warn,
    withProgress: (_how: unknown, work: (progress: unknown, token: unknown) => Promise<unknown>) =>
      work({ report: () => world.onProgress() }, world.token),
  },
  workspace: {
    get textDocuments() {
      return world.documents;
    },
    fs: { isWritableFileSystem: (scheme: string) => scheme !== 'readonly', ...fileSystem },
    onDidChangeTextDocument: events.changedText.event,
    onDidOpenTextDocument: events.opened.event,
    onDidSaveTextDocument: events.saved.event,
    onDidCloseTextDocument: events.closed.event,
    onDidRenameFiles: events.renamed.event,
    onDidChangeConfiguration: events.setting.event,
    getWorkspaceFolder: () => world.folder,
    findFiles: (_include: string, _exclude: string, most = Infinity) => {
      const paths = [...world.contents.keys()].filter((path) => path.endsWith('.nnet'));
      return Promise.resolve(paths.slice(0, most).map((path) => Uri.parse(`file://${path}`)));
    },
    createFileSystemWatcher: (...what: unknown[]) => {
      world.watchers++;
      world.watched.push(what);
      return {
        onDidCreate: events.created.event,
        onDidChange: events.changedFile.event,
        onDidDelete: events.deletedFile.event,
        dispose: () => world.watchers--,
      };
    },
    openTextDocument: (uri: Uri) => {
      const text = world.files.get(uri.toString());
      return text === undefined
        ? Promise.reject(new Error('no such file'))
        : Promise.resolve(world.open(uri.toString(), text));
    },
    applyEdit: ({ edits }: WorkspaceEdit) => {
      for (const [address, changes] of edits) {
        const document = world.documents.find(({ uri }) => uri.toString() === address)!;
        const sorted = [...changes].sort((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start));
        let text = document.getText();
        for (const { range, newText } of sorted)
          text = text.slice(0, document.offsetAt(range.start)) + newText + text.slice(document.offsetAt(range.end));
        world.type(document, text);
      }
      return Promise.resolve(true);
    },
    getConfiguration: (section: string) => ({
      get: (name: string) => world.settings.get(`${section}.${name}`),
      inspect: (name: string) => {
        const globalValue = world.settings.get(`${section}.${name}`);
        return world.inspected.get(`${section}.${name}`) ?? { globalValue };
      },
      update: (name: string, value: unknown, target: number) => {
        const key = `${section}.${name}`;
        if (world.fixed.has(key)) return Promise.reject(new Error('it cannot be written'));
        world.updated.push({ name: key, value, target });
        world.set(key, value);
        return Promise.resolve();
      },
    }),
  },
};

/** What is not above. */
const rest = new Proxy({}, { get: (_, name) => (world.whole && typeof name === 'string' ? anything : undefined) });
for (const part of [vscode, vscode.languages, vscode.window, vscode.workspace, vscode.commands, vscode.env])
  Object.setPrototypeOf(part, rest);

const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
const load = loader._load;
loader._load = (request, ...rest) => (request === 'vscode' ? vscode : load.call(Module, request, ...rest));
