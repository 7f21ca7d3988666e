import type { Translate } from '../message/message';
import type { HandoutPartName } from './choices';
import type { Handout } from './handout';

/** A file to be written, with its name relative to the place that was chosen. */
export interface ExportedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

export interface WriterOptions {
  /** The name of the main file without its ending; files beside it begin with it too. */
  readonly name: string;
  readonly translate: Translate;
  /** The command line that makes the same files again, for the comment at the top. */
  readonly command: string;
  /** The style sheet of KaTeX with its fonts inside, for a file that is read in a browser without a network. */
  readonly mathStyle: () => Promise<string>;
  /** Lets others have their turn between two formulas that take long. @throws CancelledError */
  readonly breathe?: () => Promise<void>;
}

/** Turns a handout into files, the main file first. The same handout and options give the same bytes. */
export interface Target {
  /** The ending of the main file, with its dot. */
  readonly extension: string;
  /** The one part that it writes, whatever was chosen. */
  readonly only?: HandoutPartName;
  write(handout: Handout, options: WriterOptions): readonly ExportedFile[] | Promise<readonly ExportedFile[]>;
}
