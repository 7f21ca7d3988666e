import { Analysis } from './analysis';
import { CancelledError, type CancellationToken, type Pause } from './cancellation';

/** A text with the version that its owner counts up at every change; `vscode.TextDocument` fits after naming its uri. */
export interface VersionedText {
  readonly uri: string;
  readonly version: number;
  /** The open document itself: a uri is used again, with versions from 1, once its document is closed. */
  readonly owner: object;
  getText(): string;
}

interface Entry {
  readonly owner: object;
  readonly version: number;
  readonly analysis: Promise<Analysis>;
  readonly source: { isCancellationRequested: boolean };
  made: Analysis | null;
}

/** The analyses of the open documents: one per version, shared by every feature; an edit abandons the old one. */
export class Documents {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly pause: Pause) {}

  /**
   * The analysis of this version of a document, computed once.
   * @throws CancelledError if the document changes, or closes, before it is done.
   */
  analysis(document: VersionedText): Promise<Analysis> {
    const known = this.entries.get(document.uri);
    if (known?.owner === document.owner && known.version >= document.version) return known.analysis;
    if (known) known.source.isCancellationRequested = true;
    const source = { isCancellationRequested: false };
    const entry: Entry = {
      owner: document.owner,
      version: document.version,
      source,
      made: null,
      analysis: this.compute(document, source),
    };
    this.entries.set(document.uri, entry);
    entry.analysis.then(
      (made) => (entry.made = made),
      () => {
        // An abandoned analysis concerns nobody; whoever awaited it has been told.
        if (this.entries.get(document.uri) === entry) this.entries.delete(document.uri);
      },
    );
    return entry.analysis;
  }

  /** The analysis of this very version if it is done already. */
  made(document: VersionedText): Analysis | null {
    const entry = this.entries.get(document.uri);
    return entry?.owner === document.owner && entry.version === document.version ? entry.made : null;
  }

  /** Forgets a closed document. */
  close(uri: string, owner: object): void {
    const entry = this.entries.get(uri);
    if (entry?.owner !== owner) return;
    entry.source.isCancellationRequested = true;
    this.entries.delete(uri);
  }

  private async compute(document: VersionedText, token: CancellationToken): Promise<Analysis> {
    const { pause } = this;
    // Several changes of one tick (an undo, a paste with several cursors) become one analysis.
    await Promise.resolve();
    if (token.isCancellationRequested) throw new CancelledError();
    return Analysis.of(document.getText(), { token, pause });
  }
}
