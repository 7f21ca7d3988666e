import * as vscode from 'vscode';
import type { PageSource } from './pageSource';

/** Marks the lines of one layer of a document in every editor that shows it, until told otherwise. */
export class LayerMark implements vscode.Disposable {
  private readonly decoration = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
    borderColor: new vscode.ThemeColor('editor.rangeHighlightBorder'),
    borderStyle: 'solid',
    borderWidth: '1px',
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.rangeHighlightForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });
  private readonly listening = vscode.window.onDidChangeVisibleTextEditors(() => this.draw(false));
  private layer: number | null = null;

  /** @param uri says which document it is now; a file can be renamed. */
  constructor(
    private readonly source: Pick<PageSource, 'linesOf'>,
    private readonly uri: () => vscode.Uri,
  ) {}

  /**
   * @param layer from 1; null takes the mark away.
   * @param bringIntoView scrolls an editor that does not show the layer.
   */
  show(layer: number | null, bringIntoView: boolean): void {
    const moved = layer !== this.layer;
    this.layer = layer;
    this.draw(bringIntoView && moved);
  }

  dispose(): void {
    this.listening.dispose();
    this.decoration.dispose();
  }

  private draw(bringIntoView: boolean): void {
    const uri = this.uri().toString();
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.toString() !== uri) continue;
      const lines = this.layer === null ? [] : this.source.linesOf(editor.document, this.layer);
      editor.setDecorations(this.decoration, lines);
      if (bringIntoView && lines.length > 0) {
        const whole = lines.reduce((all, range) => all.union(range));
        editor.revealRange(whole, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      }
    }
  }
}
