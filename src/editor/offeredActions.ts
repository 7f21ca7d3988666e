import * as vscode from 'vscode';
import type { Analysis } from '../analysis/analysis';
import type { Fix, TextEdit } from '../language/text/diagnostic';
import { say } from '../message/message';
import type { TextRange } from '../functions/expression/tree';
import { addBias } from '../service/edit/addBias';
import { quickFixes, safeEdits, seededWeights } from '../service/edit/codeActions';
import { extractLet } from '../service/edit/extractLet';
import { giveSeed } from '../service/edit/giveSeed';
import { otherForms } from '../service/edit/homogeneousForm';
import { inlineLet } from '../service/edit/inlineLet';
import { matrixForms } from '../service/edit/rewriteMatrix';
import { editorRange, translate } from './documents';

/** What the light bulb offers at a range. */
export function offeredActions(
  analysis: Analysis,
  document: vscode.TextDocument,
  range: vscode.Range,
  { diagnostics, only }: vscode.CodeActionContext,
  fixAll: vscode.CodeActionKind,
): vscode.CodeAction[] {
  const actions: vscode.CodeAction[] = [];
  const asked = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  for (const { fix, mends } of quickFixes(analysis.diagnostics, asked)) {
    const action = new vscode.CodeAction(say(fix.title, translate), vscode.CodeActionKind.QuickFix);
    action.edit = workspaceEdit(document, fix.edits);
    action.isPreferred = fix.preferred;
    const where = editorRange(document, mends.range);
    const said = say(mends.message, translate);
    action.diagnostics = diagnostics.filter((d) => d.range.isEqual(where) && d.message === said);
    actions.push(action);
  }
  for (const [kind, fix] of refactorings(analysis, asked)) {
    const action = new vscode.CodeAction(say(fix.title, translate), kind);
    action.edit = workspaceEdit(document, fix.edits);
    actions.push(action);
  }
  // Looking through all problems is for whoever asks for it by name: the light bulb must be quick.
  if (only?.contains(fixAll)) {
    const edits = safeEdits(analysis.diagnostics);
    if (edits.length > 0) {
      const action = new vscode.CodeAction(vscode.l10n.t('Fix all safely fixable problems'), fixAll);
      action.edit = workspaceEdit(document, edits);
      actions.push(action);
    }
  }
  return actions.filter(({ kind }) => !only || (kind && only.contains(kind)));
}

/** The edit that gives layers of known size their numbers; null if none is missing them. */
export function seededWeightsEdit(analysis: Analysis, document: vscode.TextDocument): vscode.WorkspaceEdit | null {
  const edits = seededWeights(analysis.diagnostics);
  return edits.length > 0 ? workspaceEdit(document, edits) : null;
}

/** What can be done with what is at the range, or selected, though nothing is wrong with it. */
function refactorings(analysis: Analysis, asked: TextRange): readonly (readonly [vscode.CodeActionKind, Fix])[] {
  const { checked } = analysis;
  if (checked.spec.language === 'other') return [];
  const extract = extractLet(checked, asked);
  const inline = inlineLet(checked, asked.start);
  const seed = giveSeed(checked, asked.start);
  const bias = addBias(checked, asked.start);
  return [
    ...(extract ? [[vscode.CodeActionKind.RefactorExtract, extract] as const] : []),
    ...(inline ? [[vscode.CodeActionKind.RefactorInline, inline] as const] : []),
    ...(seed ? [[vscode.CodeActionKind.RefactorRewrite, seed] as const] : []),
    ...(bias ? [[vscode.CodeActionKind.RefactorRewrite, bias] as const] : []),
    ...matrixForms(checked, asked.start).map((form) => [vscode.CodeActionKind.RefactorRewrite, form] as const),
    ...otherForms(analysis, asked.start).map((form) => [vscode.CodeActionKind.RefactorRewrite, form] as const),
  ];
}

function workspaceEdit(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const made = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) made.replace(document.uri, editorRange(document, range), newText);
  return made;
}
