import * as vscode from 'vscode';
import type { ShapeHint } from '../service/describe/shapes';
import { shapeHints } from '../service/navigate/inlayHints';
import { type EditorDocuments, languageId } from './documents';

const settings: Record<ShapeHint['kind'], string> = { layer: 'layerShapes', matrix: 'matrixShapes' };

/** Shapes behind layers and matrices; each kind has a setting. */
export function registerInlayHints(documents: EditorDocuments): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('nnet.inlayHints')) changed.fire();
    }),
    documents.onDidChangeFiles(() => changed.fire()),
    vscode.languages.registerInlayHintsProvider(languageId, {
      onDidChangeInlayHints: changed.event,
      async provideInlayHints(document, range, token) {
        const analysis = await documents.analysis(document, token);
        if (analysis === null) return null;
        const configuration = vscode.workspace.getConfiguration('nnet.inlayHints', document);
        const within = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
        return shapeHints(analysis, within)
          .filter(({ kind }) => configuration.get(settings[kind], true))
          .map(({ offset, label }) => {
            const hint = new vscode.InlayHint(document.positionAt(offset), label, vscode.InlayHintKind.Type);
            hint.paddingLeft = true;
            return hint;
          });
      },
    }),
  );
}
