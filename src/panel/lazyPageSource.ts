import type * as vscode from 'vscode';
import type { CancellationToken } from '../analysis/cancellation';
import type { SourceTarget } from '../page/page';
import type { AnalysisPageSource, AnalysisSource } from './analysisPageSource';
import type { PageResult } from './making/pageResult';
import type { PageSource } from './pageSource';
import type { PageTrial, ViewChoices } from './protocol';

/** The source of pages, loaded with all that makes them when the first page is asked for. */
export class LazyPageSource implements PageSource {
  readonly onDidChangeFiles: vscode.Event<vscode.TextDocument>;
  private loaded: AnalysisPageSource | null = null;

  constructor(private readonly analyses: AnalysisSource) {
    this.onDidChangeFiles = analyses.onDidChangeFiles;
  }

  async *pages(
    document: vscode.TextDocument,
    choices: ViewChoices,
    token: CancellationToken,
    trials: readonly PageTrial[],
  ): AsyncGenerator<PageResult, void, void> {
    if (this.loaded === null) {
      const { AnalysisPageSource } = await import('./analysisPageSource');
      this.loaded ??= new AnalysisPageSource(this.analyses);
    }
    yield* this.loaded.pages(document, choices, token, trials);
  }

  // Before there is a page nothing leads from it to the text.

  locate(document: vscode.TextDocument, target: SourceTarget, choices: ViewChoices): vscode.Range | null {
    return this.loaded?.locate(document, target, choices) ?? null;
  }

  writing(
    document: vscode.TextDocument,
    choices: ViewChoices,
    trials: readonly PageTrial[],
  ): readonly vscode.TextEdit[] | null {
    return this.loaded?.writing(document, choices, trials) ?? null;
  }

  linesOf(document: vscode.TextDocument, layer: number): vscode.Range[] {
    return this.loaded?.linesOf(document, layer) ?? [];
  }

  layerAt(document: vscode.TextDocument, position: vscode.Position): number | null | undefined {
    return this.loaded?.layerAt(document, position);
  }
}
