import * as vscode from 'vscode';
import type { Analysis } from '../analysis/analysis';
import { CancelledError, type CancellationToken } from '../analysis/cancellation';
import { layerAt, linesOfLayer, rangeOf, writtenPlace } from '../analysis/places';
import type { TextRange } from '../functions/expression/tree';
import type { SourceTarget } from '../page/page';
import { writtenNumbers } from '../service/edit/writtenNumbers';
import { PageMaker, placeOf, triedOn, viewOf } from './making/pageMaker';
import type { PageResult } from './making/pageResult';
import type { PageSource } from './pageSource';
import type { PageTrial, ViewChoices } from './protocol';
import { translate } from './translate';

/** How the preview gets at the analysis of a document. */
export interface AnalysisSource {
  /** Fires when a file that a document names has changed. */
  readonly onDidChangeFiles: vscode.Event<vscode.TextDocument>;
  /** The analysis of the document as it is now; null if it changed before that was done. */
  analysis(document: vscode.TextDocument): Promise<Analysis | null>;
  /** The analysis if it is there already. */
  made(document: vscode.TextDocument): Analysis | null;
}

/** How long the reader rests before work that takes long is begun, in milliseconds. */
const REST = 200;

/** Makes the preview's pages from the analysis of the document. */
export class AnalysisPageSource implements PageSource {
  readonly onDidChangeFiles: vscode.Event<vscode.TextDocument>;
  private readonly maker = new PageMaker(translate);

  constructor(private readonly source: AnalysisSource) {
    this.onDidChangeFiles = source.onDidChangeFiles;
  }

  async *pages(
    document: vscode.TextDocument,
    choices: ViewChoices,
    token: CancellationToken,
    trials: readonly PageTrial[],
  ): AsyncGenerator<PageResult, void, void> {
    const documentVersion = document.version;
    const written = await this.source.analysis(document);
    if (written === null) throw new CancelledError();
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
    const { cancelled } = token;
    // Whoever types or drags on is not kept waiting by work that is abandoned anyway.
    const rest = async (): Promise<void> => {
      if (cancelled) await Promise.race([cancelled, new Promise((resolve) => setTimeout(resolve, REST))]);
    };
    yield* this.maker.pages(written, documentVersion, choices, trials, { token, pause, rest });
  }

  writing(
    document: vscode.TextDocument,
    choices: ViewChoices,
    trials: readonly PageTrial[],
  ): readonly vscode.TextEdit[] | null {
    const analysis = this.source.made(document);
    if (analysis === null) return null;
    const tried = triedOn(analysis, viewOf(choices, analysis.network), trials);
    const edits = writtenNumbers(analysis, tried.tried);
    return edits && edits.map(({ range, text }) => new vscode.TextEdit(editorRange(document, range), text));
  }

  locate(document: vscode.TextDocument, target: SourceTarget, choices: ViewChoices): vscode.Range | null {
    const analysis = this.source.made(document);
    if (analysis === null) return null;
    const view = viewOf(choices, analysis.network);
    const shown = placeOf(target, analysis.sample(view));
    const range = rangeOf(analysis.checked, writtenPlace(shown, analysis.form(view), analysis.network));
    return range ? editorRange(document, range) : null;
  }

  linesOf(document: vscode.TextDocument, layer: number): vscode.Range[] {
    const analysis = this.source.made(document);
    return analysis === null ? [] : linesOfLayer(analysis.checked, layer).map((range) => editorRange(document, range));
  }

  layerAt(document: vscode.TextDocument, position: vscode.Position): number | null | undefined {
    const analysis = this.source.made(document);
    return analysis === null ? undefined : layerAt(analysis.checked, document.offsetAt(position));
  }
}

function editorRange(document: vscode.TextDocument, { start, end }: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
