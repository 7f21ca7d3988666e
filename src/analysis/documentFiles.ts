import { drive, type Pause } from './cancellation';
import type { FileContent, FileProblem } from '../language/meaning/checked';
import { readMatrixFileSteps } from '../language/matrices/matrixFile';
import type { ReadFile } from '../language/matrices/namedFiles';

/** Where a file is. */
export interface FilePlace {
  readonly uri: string;
  /** The folder that the file must not leave, through a symbolic link say; null if it may be anywhere. */
  readonly within: string | null;
}

/** How a host reads the files that documents name. */
export interface FileReader {
  /** The file that a document names by this path, or why it is not read. */
  locate(document: string, path: string): FilePlace | FileProblem;
  /** What the file holds now, or why it cannot be read. Never fails. */
  read(place: FilePlace, path: string): Promise<Uint8Array | FileProblem>;
  /** Tells when the file changes, appears or disappears, until the function that is returned is called. */
  watch(uri: string, changed: () => void): () => void;
}

/** A file as it was read once, for everybody who names it so; another is made when the file changes. */
interface KnownFile {
  readonly content: Promise<FileContent>;
  readonly users: Set<DocumentFiles>;
  unwatch(): void;
}

/** The matrices in files: each read once until it changes, shared by the documents that name it, forgotten with the last. */
export class FileCache {
  private readonly files = new Map<string, KnownFile>();

  constructor(
    private readonly reader: FileReader,
    private readonly pause?: Pause,
  ) {}

  /** The files of one document, whose analysis is out of date when `changed` is called. */
  filesOf(document: string, changed: () => void): DocumentFiles {
    return new DocumentFiles(document, changed, (files, path) => this.known(files, path));
  }

  private known(user: DocumentFiles, path: string): KnownFile | FileProblem {
    const place = this.reader.locate(user.document, path);
    if ('kind' in place) return place;
    // What is wrong with a file is said with its path as written.
    const key = `${place.uri}\n${place.within}\n${path}`;
    let known = this.files.get(key);
    if (known === undefined) {
      known = this.open(key, place, path);
      this.files.set(key, known);
    }
    known.users.add(user);
    return known;
  }

  private open(key: string, place: FilePlace, path: string): KnownFile {
    const forget = (): void => {
      unwatch();
      this.files.delete(key);
    };
    // Watched before it is read, so that no change falls between the two.
    const unwatch = this.reader.watch(place.uri, () => {
      if (this.files.get(key) !== known) return;
      forget();
      for (const user of known.users) user.outdated(known);
    });
    const known: KnownFile = { content: this.read(place, path), users: new Set(), unwatch: forget };
    return known;
  }

  private async read(place: FilePlace, path: string): Promise<FileContent> {
    const bytes = await this.reader.read(place, path);
    if (!(bytes instanceof Uint8Array)) return bytes;
    return drive(readMatrixFileSteps(path, bytes), this.pause === undefined ? {} : { pause: this.pause });
  }
}

/** The files that the analyses of one document have read. */
export class DocumentFiles {
  private readonly used = new Set<KnownFile>();

  constructor(
    readonly document: string,
    private readonly changed: () => void,
    private readonly open: (user: DocumentFiles, path: string) => KnownFile | FileProblem,
  ) {}

  /**
   * Reads for one analysis. Once that is done, `keep` forgets what earlier ones read and this one did not: only then, so
   * that a file is not read again at every keystroke.
   */
  reading(): { readonly read: ReadFile; keep(): void } {
    const now = new Set<KnownFile>();
    return {
      read: (path) => {
        const known = this.open(this, path);
        if ('kind' in known) return Promise.resolve(known);
        now.add(known);
        this.used.add(known);
        return known.content;
      },
      keep: () => {
        for (const file of this.used) if (!now.has(file)) this.release(file);
      },
    };
  }

  /** A file has changed since it was read. */
  outdated(file: KnownFile): void {
    this.used.delete(file);
    this.changed();
  }

  close(): void {
    for (const file of this.used) this.release(file);
  }

  private release(file: KnownFile): void {
    this.used.delete(file);
    file.users.delete(this);
    if (file.users.size === 0) file.unwatch();
  }
}
