import type { FilePlace, FileReader } from '../../../src/analysis/documentFiles';
import type { FileProblem } from '../../../src/language/meaning/checked';
import { message } from '../../../src/message/message';

/** Files in memory, for documents in the one folder there is; counts what is asked of it. */
export class TestDisk implements FileReader {
  readonly files = new Map<string, string>();
  /** How often each file was read. */
  readonly reads = new Map<string, number>();
  /** Where a path leads nowhere. */
  refused: string | null = null;
  /** The folder that files must not leave. */
  within: string | null = null;
  /** Reading waits for this. */
  delay: Promise<void> = Promise.resolve();
  private readonly watchers = new Set<{ readonly uri: string; readonly changed: () => void }>();

  get watched(): string[] {
    return [...this.watchers].map(({ uri }) => uri).sort();
  }

  /** Writes a file, or deletes it, and tells. */
  write(uri: string, content: string | null): void {
    if (content === null) this.files.delete(uri);
    else this.files.set(uri, content);
    for (const watcher of [...this.watchers]) if (watcher.uri === uri) watcher.changed();
  }

  locate(_document: string, path: string): FilePlace | FileProblem {
    return path === this.refused
      ? { kind: 'problem', code: 'file-not-found', message: message('Not {0}.', path) }
      : { uri: path.replace('./', ''), within: this.within };
  }

  async read({ uri }: FilePlace, path: string): Promise<Uint8Array | FileProblem> {
    this.reads.set(uri, (this.reads.get(uri) ?? 0) + 1);
    const content = this.files.get(uri);
    await this.delay;
    return content === undefined
      ? { kind: 'problem', code: 'file-not-found', message: message('No {0}.', path) }
      : new TextEncoder().encode(content);
  }

  watch(uri: string, changed: () => void): () => void {
    const watcher = { uri, changed };
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  }
}
