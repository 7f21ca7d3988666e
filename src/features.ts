import * as vscode from 'vscode';
import type { Analysis } from './analysis/analysis';
import { registerCheckGradient } from './editor/gradient/checkGradient';
import { registerCodeActions } from './editor/codeActions';
import { registerCodeLens } from './editor/codeLens';
import { registerCompletion } from './editor/completion';
import { registerComputeGradient } from './editor/gradient/computeGradient';
import { registerConvertStanford } from './editor/convertStanford';
import { registerConvertForm } from './editor/convertForm';
import { registerDiagnostics } from './editor/diagnostics';
import { EditorDocuments } from './editor/documents';
import { registerExercises } from './editor/export/exerciseCommands';
import { registerExport } from './editor/export/exportCommands';
import { registerFilePaths } from './editor/filePaths';
import { registerFormatting } from './editor/formatting';
import { registerExplainDiagnostic } from './editor/explainDiagnostic';
import { registerGradientStep } from './editor/gradient/gradientStep';
import { registerHover } from './editor/hover';
import { registerInlayHints } from './editor/inlayHints';
import { registerLanguageStatus } from './editor/languageStatus';
import { LiveFences, type CodeBlockEditors } from './editor/markdown/liveFences';
import { MarkdownPreview, type MarkdownContribution } from './editor/markdown/markdownPreview';
import { registerNavigation } from './editor/navigation';
import { registerNewNetwork } from './editor/newNetwork';
import { registerOutline } from './editor/outline';
import { registerPaste } from './editor/paste';
import { registerSemanticTokens } from './editor/semanticTokens';
import { registerSignatureHelp } from './editor/signatureHelp';
import { registerStepNumber } from './editor/stepNumber';
import { registerWorkspaceSymbols } from './editor/workspaceSymbols';
import { exportChoices } from './panel/exportChoices';
import { LookSettings } from './panel/lookSettings';
import { registerPreview } from './panel/previewManager';
import { LazyPageSource } from './panel/lazyPageSource';

/** What VS Code's Markdown preview and Markdown editor find in this extension. */
export interface Exports extends MarkdownContribution {
  readonly markdownCodeBlockEditors: CodeBlockEditors;
}

/** Builds the features and registers them with VS Code. */
export async function register(context: vscode.ExtensionContext): Promise<Exports> {
  const log = vscode.window.createOutputChannel('NNet', { log: true });
  const failed = (error: unknown) => log.error(error instanceof Error ? error : String(error));
  const documents = new EditorDocuments(failed);
  const look = new LookSettings();
  context.subscriptions.push(
    log,
    documents,
    registerDiagnostics(documents),
    registerHover(documents, look),
    registerOutline(documents),
    registerCompletion(documents, look),
    registerSignatureHelp(documents, look),
    registerStepNumber(),
    registerFormatting(documents),
    registerCodeActions(documents),
    registerPaste(documents),
    registerNavigation(documents),
    registerFilePaths(documents),
    registerSemanticTokens(documents),
    registerWorkspaceSymbols(),
    registerCheckGradient(documents),
    registerGradientStep(documents),
    registerConvertForm(documents),
    registerInlayHints(documents),
    registerCodeLens(documents),
    registerLanguageStatus(documents),
    registerConvertStanford(documents),
    registerNewNetwork(context, documents),
    registerExplainDiagnostic(context),
  );
  const preview = registerPreview(context, new LazyPageSource(documents), log, look);
  documents.previewed = () => preview.focused;
  const shown = (uri: vscode.Uri, analysis: Analysis) => exportChoices(preview.choicesOf(uri), analysis);
  context.subscriptions.push(
    registerComputeGradient(documents, (uri, output) => preview.showGradient(uri, output)),
    registerExport(context, documents, shown, (uri, png) => preview.copyPicture(uri, png)),
    registerExercises(context, documents, look),
  );
  const markdown = await new MarkdownPreview(context, failed, look).ready();
  return {
    extendMarkdownIt: (one) => markdown.extendMarkdownIt(one),
    markdownCodeBlockEditors: new LiveFences(context.extensionUri, markdown).editors,
  };
}
