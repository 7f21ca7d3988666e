import { Analysis } from './analysis';
import { CancelledError, type CancellationToken, type Pause } from './cancellation';
import { type DocumentFiles, FileCache, type FileReader } from './documentFiles';

/** A text with the version that its owner counts up at every change; `vscode.TextDocument` fits after naming its uri. */
export interface VersionedText {
  readonly uri: string;
  readonly version: number;
  /** The open document itself: a uri is used again, with versions from 1, once its document is closed. */
  readonly owner: object;
  getText(): string;
}

/** How a host has its documents analysed. */
export interface DocumentsOptions {
  readonly pause: Pause;
  /**
   * Resolves once an edited document may be looked at again: a large one waits until typing rests. At once without it.
   * `last` is its analysis that was done last.
   */
  readonly rest?: (document: VersionedText, last: Analysis | null) => Promise<void>;
  /** Reads the files that documents name; without it they are not read. */
  readonly files?: FileReader;
  /** Told of an exception that nobody foresaw. */
  readonly failed?: (error: unknown) => void;
  /** Told when the analysis of a document is out of date though its text is not: a file that it names has changed. */
  readonly changed?: (uri: string) => void;
}

interface OpenDocument {
  readonly owner: object;
  readonly files: DocumentFiles | null;
  current: Entry | null;
  /** The analysis that was done last: what it has made need not be made again by the next one. */
  last: Analysis | null;
}

interface Entry {
  readonly version: number;
  readonly analysis: Promise<Analysis>;
  made: Analysis | null;
  abandon(): void;
}

/**
 * The analyses of the open documents: one per version of a document and of the files that it names, shared by every
 * feature; a change abandons the old one.
 */
export class Documents {
  private readonly open = new Map<string, OpenDocument>();
  private readonly cache: FileCache | null;

  constructor(private readonly options: DocumentsOptions) {
    this.cache = options.files ? new FileCache(options.files, options.pause) : null;
  }

  /**
   * The analysis of this version of a document, computed once.
   * @throws CancelledError if the document, or a file that it names, changes, or the document closes, before it is done.
   */
  analysis(document: VersionedText): Promise<Analysis> {
    const open = this.opened(document);
    const { current } = open;
    if (current !== null && current.version >= document.version) return current.analysis;
    current?.abandon();
    const entry = this.start(document, open, current !== null);
    open.current = entry;
    entry.analysis.then(
      (made) => {
        entry.made = made;
        open.last = made;
      },
      () => {
        // An abandoned analysis concerns nobody; whoever awaited it has been told.
        if (open.current === entry) open.current = null;
      },
    );
    return entry.analysis;
  }

  /** The analysis of this very version if it is done already. */
  made(document: VersionedText): Analysis | null {
    const open = this.open.get(document.uri);
    return open?.owner === document.owner && open.current?.version === document.version ? open.current.made : null;
  }

  /** Forgets a closed document. */
  close(uri: string, owner: object): void {
    const open = this.open.get(uri);
    if (open?.owner !== owner) return;
    this.open.delete(uri);
    open.current?.abandon();
    open.files?.close();
  }

  /** Looks for every file anew: where they are looked for has changed, or whether they may be read. */
  relocateFiles(): void {
    for (const [uri, open] of this.open) {
      open.files?.close();
      this.outdate(uri, open);
    }
  }

  private opened({ uri, owner }: VersionedText): OpenDocument {
    const known = this.open.get(uri);
    if (known?.owner === owner) return known;
    if (known) this.close(uri, known.owner);
    const open: OpenDocument = {
      owner,
      files: this.cache?.filesOf(uri, () => this.outdate(uri, open)) ?? null,
      current: null,
      last: null,
    };
    this.open.set(uri, open);
    return open;
  }

  /** Whoever awaits the analysis is told that it is abandoned, and asks again. */
  private outdate(uri: string, open: OpenDocument): void {
    open.current?.abandon();
    open.current = null;
    this.options.changed?.(uri);
  }

  private start(document: VersionedText, open: OpenDocument, edited: boolean): Entry {
    const token = { isCancellationRequested: false };
    let abandon = (): void => undefined;
    // An abandoned analysis ends at once, however long a file that it waits for takes.
    const abandoned = new Promise<never>((_, reject) => {
      abandon = () => {
        token.isCancellationRequested = true;
        reject(new CancelledError());
      };
    });
    const analysis = Promise.race([this.compute(document, open, edited, token), abandoned]);
    return { version: document.version, analysis, made: null, abandon };
  }

  private async compute(
    document: VersionedText,
    { files, last }: OpenDocument,
    edited: boolean,
    token: CancellationToken,
  ): Promise<Analysis> {
    const { pause, rest, failed } = this.options;
    // Several changes of one tick (an undo, a paste with several cursors) become one analysis.
    await (edited && rest ? rest(document, last) : Promise.resolve());
    if (token.isCancellationRequested) throw new CancelledError();
    const reading = files?.reading();
    const made = await Analysis.of(document.getText(), {
      token,
      pause,
      ...(failed && { failed }),
      ...(reading && { readFile: reading.read }),
    });
    reading?.keep();
    return made;
  }
}
