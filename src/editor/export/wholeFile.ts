import * as vscode from 'vscode';

export interface PlacedContent {
  readonly uri: vscode.Uri;
  readonly content: string | Uint8Array;
}

let written = 0;

/** A file that is ready beside its place. */
interface ReadyFile {
  /** Puts it there, and says how what was there comes back. */
  readonly put: () => Promise<() => Thenable<void>>;
  readonly discard: () => Thenable<void>;
}

/**
 * Writes files that belong together, each as a whole: into temporary files beside them, which take their places once all
 * are there. Where one cannot take its place, those before it are put back as they were.
 */
export async function writeWholeFiles(files: readonly PlacedContent[]): Promise<void> {
  const ready: ReadyFile[] = [];
  const back: (() => Thenable<void>)[] = [];
  try {
    for (const one of files) ready.push(await readied(one));
    for (const { put } of ready) back.push(await put());
  } catch (error) {
    for (const restore of back.reverse()) await restore().then(undefined, () => undefined);
    for (const { discard } of ready) await discard();
    throw error;
  }
}

/** A file system that cannot rename, as some virtual ones, writes the file itself. */
async function readied({ uri, content }: PlacedContent): Promise<ReadyFile> {
  const { fs } = vscode.workspace;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const temporary = vscode.Uri.joinPath(uri, '..', `.${name}.${++written}.tmp`);
  const discard = () => fs.delete(temporary).then(undefined, () => undefined);
  const before = await fs.readFile(uri).then(
    (found) => found,
    () => null,
  );
  const restore = () => (before === null ? fs.delete(uri) : fs.writeFile(uri, before));
  try {
    await fs.writeFile(temporary, bytes);
  } catch (error) {
    await discard();
    if (!isForbidden(error)) throw error;
  }
  const put = async () => {
    try {
      await fs.rename(temporary, uri, { overwrite: true });
    } catch (error) {
      await discard();
      if (!isForbidden(error)) throw error;
      await fs.writeFile(uri, bytes);
    }
    return restore;
  };
  return { put, discard };
}

function isForbidden(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === 'NoPermissions';
}
