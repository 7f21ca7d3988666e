import { assert } from 'chai';
import * as vscode from 'vscode';
import { stanfordSample } from '../../unit/stanford/stanfordSample';
import { eventually } from './eventually';
import { run } from './run';
import { openUntitled } from './untitled';

const SPEC = `let c = 0.5
input X = [c 1]
target = [1]
layer hidden: tanh
  W = [0.1 0.2
       0.3 -0.4]
  b = [0 0.1]
layer sigmoid
  W = [0.5 -0.6]
  b = 0
loss half_sse
`;

function at(document: vscode.TextDocument, word: string, nth = 0): vscode.Position {
  let offset = -1;
  for (let i = 0; i <= nth; i++) offset = document.getText().indexOf(word, offset + 1);
  assert.isAtLeast(offset, 0, `${word} is not in the text`);
  return document.positionAt(offset);
}

function diagnosticsOf(document: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .map((d) => (typeof d.code === 'object' ? String(d.code.value) : String(d.code)));
}

function markdown(hovers: readonly vscode.Hover[]): string {
  return hovers.flatMap((h) => h.contents.map((c) => (typeof c === 'string' ? c : c.value))).join('\n');
}

describe('the features of the language', function () {
  this.timeout(240_000);

  afterEach(() => run('workbench.action.closeAllEditors'));

  it('reports problems as one types, and takes them back', async () => {
    const document = await openUntitled(SPEC);
    await eventually(
      'no problems',
      () => diagnosticsOf(document),
      (codes) => codes.length === 0,
    );
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, at(document, '0.2'), '7 ');
    await vscode.workspace.applyEdit(edit);
    await eventually(
      'a problem',
      () => diagnosticsOf(document),
      (codes) => codes.includes('ragged-rows'),
    );
    await run('undo');
    await eventually(
      'no problem again',
      () => diagnosticsOf(document),
      (codes) => codes.length === 0,
    );
  });

  it('shows hovers with shapes, values and gradients', async () => {
    const document = await openUntitled(SPEC);
    const over = async (position: vscode.Position) =>
      markdown(await run<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position));
    assert.include(await over(at(document, 'hidden')), 'ℝ² → ℝ²');
    assert.match(await over(at(document, '0.2')), /w<sup>1<\/sup><sub>12<\/sub> = 0\.2[\s\S]*∂L/);
    assert.include(await over(at(document, 'tanh')), 'data:image/svg+xml');
  });

  it('takes a gradient step, and takes it back', async () => {
    const document = await openUntitled(`${SPEC}rate = 0.5\n`);
    const value = async () =>
      (await run<{ samples: { value: number }[] }>('nnet.computeGradient', document.uri)).samples[0].value;
    const before = await value();
    const after = await run<number>('nnet.takeGradientStep', document.uri);
    assert.isBelow(after, before);
    assert.equal(await value(), after);
    await vscode.window.showTextDocument(document);
    await run('undo');
    assert.equal(document.getText(), `${SPEC}rate = 0.5\n`);
    assert.equal(await value(), before);
  });

  it('takes several gradient steps as one edit, and takes them back', async () => {
    const document = await openUntitled(SPEC);
    const value = async () =>
      (await run<{ samples: { value: number }[] }>('nnet.computeGradient', document.uri)).samples[0].value;
    const before = await value();
    const one = await run<number>('nnet.takeGradientSteps', document.uri, { rate: 0.5, count: 1 });
    await vscode.window.showTextDocument(document);
    await run('undo');
    assert.equal(document.getText(), SPEC);
    const after = await run<number>('nnet.takeGradientSteps', document.uri, { rate: 0.5, count: 20 });
    assert.isBelow(one, before);
    assert.isBelow(after, one);
    assert.equal(await value(), after);
    await vscode.window.showTextDocument(document);
    await run('undo');
    assert.equal(document.getText(), SPEC);
  });

  it('converts to the homogeneous form of the paper, and back', async () => {
    const document = await openUntitled(SPEC);
    assert.isTrue(await run('nnet.convertToHomogeneous', document.uri));
    assert.include(document.getText(), 'input X = [c 1 1]');
    assert.include(document.getText(), 'layer hidden: [2 tanh identity]\n  W = [0.1  0.2 0\n');
    const where = at(document, 'hidden');
    const actions = await run<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(where, where),
      'refactor.rewrite',
    );
    assert.include(
      actions.map(({ title }) => title),
      'Convert the network to its affine form, with biases',
    );
    await run('nnet.convertToAffine', document.uri);
    assert.strictEqual(
      document.getText().replace(/ +/g, ' '),
      SPEC.replace('b = 0\n', 'b = [0]\n').replace(/ +/g, ' '),
    );
  });

  it('has an outline', async () => {
    const document = await openUntitled(SPEC);
    const symbols = await run<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    assert.deepEqual(
      symbols.map((s) => s.name),
      ['c', 'X', 'target', 'layer 1 · hidden', 'layer 2', 'half_sse'],
    );
    assert.deepEqual(
      symbols[3].children.map((s) => s.name),
      ['W', 'b'],
    );
  });

  it('completes', async () => {
    const document = await openUntitled('input 2\nlayer ');
    const list = await run<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(1, 6),
    );
    const labels = list.items.map((item) => (typeof item.label === 'string' ? item.label : item.label.label));
    assert.includeMembers(labels, ['sigmoid', 'softmax']);
  });

  it('helps with signatures, in calls and in matrices', async () => {
    const document = await openUntitled('input 2\nlayer leaky_relu(\n  W = [1 2; 3 4]\n');
    const help = async (position: vscode.Position) =>
      (await run<vscode.SignatureHelp>('vscode.executeSignatureHelpProvider', document.uri, position)).signatures[0]
        .label;
    assert.equal(await help(new vscode.Position(1, 17)), 'leaky_relu(slope = 0.01)');
    assert.include(await help(at(document, '3 4')), 'row 2');
  });

  it('goes to definitions, finds references, and renames', async () => {
    const document = await openUntitled(SPEC);
    const use = at(document, '[c').translate(0, 1);
    const definitions = await run<vscode.Location[]>('vscode.executeDefinitionProvider', document.uri, use);
    assert.deepEqual(
      definitions.map((d) => d.range.start),
      [new vscode.Position(0, 4)],
    );
    const references = await run<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, use);
    assert.equal(references.length, 2);
    const edit = await run<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, use, 'half');
    await vscode.workspace.applyEdit(edit);
    assert.include(document.getText(), 'let half = 0.5\ninput X = [half 1]');
  });

  it('offers quick fixes, and fixes all that is safe', async () => {
    const document = await openUntitled(SPEC.replace('sigmoid', 'sigmiod').replace('tanh', 'tahn'));
    await eventually(
      'both problems',
      () => diagnosticsOf(document),
      (codes) => codes.length === 2,
    );
    const start = at(document, 'sigmiod');
    const here = new vscode.Range(start, start);
    const fixes = await run<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, here);
    const fix = fixes.find(({ kind }) => kind?.value === 'quickfix')!;
    assert.strictEqual(fix.title, 'Write sigmoid');
    assert.isTrue(fix.isPreferred);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    // VS Code answers with no actions when another extension registers some meanwhile.
    const all = await eventually(
      'one action that fixes all',
      () => run<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, whole, 'source.fixAll.nnet'),
      (actions) => actions.length === 1,
    );
    assert.isTrue(await vscode.workspace.applyEdit(all[0].edit!));
    assert.strictEqual(document.getText(), SPEC);
  });

  it('offers refactorings', async () => {
    const document = await openUntitled(SPEC);
    const titles = async (where: vscode.Range) =>
      (await run<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, where, 'refactor')).map(
        ({ title }) => title,
      );
    const entry = at(document, '0.3');
    const selected = new vscode.Range(entry, entry.translate(0, 3));
    assert.includeMembers(await titles(selected), ['Extract to a constant', 'Write the matrix on one line']);
    const c = at(document, 'c = 0.5');
    assert.deepEqual(await titles(new vscode.Range(c, c)), ['Inline c']);
  });

  it('inserts seeded weights', async () => {
    const document = await openUntitled('input X = [1 2]\nlayer 1 tanh\n');
    await run('nnet.insertSeededWeights');
    assert.include(document.getText(), 'W = glorot(seed = 1)');
  });

  it('pastes what NumPy prints as a matrix', async () => {
    const document = await openUntitled('layer 2 tanh\n  W = ');
    const end = document.positionAt(document.getText().length);
    vscode.window.activeTextEditor!.selection = new vscode.Selection(end, end);
    await vscode.env.clipboard.writeText('array([[1, 2],\n       [3, 4]])');
    await run('nnet.pasteAsMatrix');
    assert.strictEqual(document.getText(), 'layer 2 tanh\n  W = [1 2\n       3 4]');
  });

  it('formats', async () => {
    const document = await openUntitled('input X=[1  2]\nlayer relu\nW = [1 2]');
    const edits = await run<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', document.uri, {});
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText(), 'input X = [1 2]\nlayer relu\n  W = [1 2]\n');
  });

  it('folds, selects, hints at shapes, colours names and shows lenses', async () => {
    const document = await openUntitled(SPEC);
    const folds = await run<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    assert.isTrue(folds.some((f) => f.start === 3 && f.end === 6));
    const [selection] = await run<vscode.SelectionRange[]>('vscode.executeSelectionRangeProvider', document.uri, [
      at(document, '0.2'),
    ]);
    assert.equal(document.getText(selection.range), '0.2');
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await run<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole);
    assert.isTrue(hints.some((h) => h.label === 'ℝ² → ℝ¹'));
    const tokens = await run<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri);
    assert.isAbove(tokens.data.length, 0);
    const lenses = await run<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    assert.deepEqual(
      lenses.map((l) => l.command?.command),
      ['nnet.openPreviewToSide', 'nnet.computeGradient', 'nnet.checkGradient', 'nnet.checkMyWork'],
    );
  });

  it('finds networks and layers of the workspace', async () => {
    const symbols = await run<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'two by two');
    assert.isTrue(symbols.some((s) => s.location.uri.path.endsWith('mazur.nnet')));
  });

  it('computes the gradient, and returns it to whoever called', async () => {
    const document = await openUntitled(SPEC);
    const report = await run<{ format: string; sizes: number[]; samples: { check: { maxRelativeError: number } }[] }>(
      'nnet.computeGradient',
      document.uri,
    );
    assert.equal(report.format, 'nnet-gradient/1');
    assert.deepEqual(report.sizes, [2, 2, 1]);
    assert.isBelow(report.samples[0].check.maxRelativeError, 1e-7);
    await eventually(
      'the kinds of the open editors',
      () =>
        vscode.window.tabGroups.all.flatMap(({ tabs }) =>
          tabs.map(({ input }) => (input as { viewType?: string }).viewType),
        ),
      (viewTypes) => viewTypes.some((viewType) => viewType?.endsWith('nnet.preview')),
    );
    assert.isBelow(await run<number>('nnet.checkGradient', document.uri), 1e-7);
  });

  it('reads a Stanford NNet file, and converts it', async () => {
    const document = await openUntitled(stanfordSample);
    const hovers = await run<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at(document, '0.25'));
    assert.match(markdown(hovers), /w<sup>1<\/sup><sub>22<\/sub> = 0\.03125[\s\S]*In the file it is 0\.25/);
    const symbols = await run<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    assert.deepEqual(
      symbols.map((s) => s.name),
      ['X', 'layer 1', 'layer 2'],
    );
    assert.deepEqual(diagnosticsOf(document), []);
    assert.isUndefined(
      await run<vscode.TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', document.uri, {}),
    );
    const lenses = await run<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    assert.deepEqual(
      lenses.slice(-2).map(({ command }) => command?.command),
      ['nnet.chooseStanfordPoint', 'nnet.convertStanford'],
    );
    await run('nnet.chooseStanfordPoint', document.uri);
    const { selection } = vscode.window.activeTextEditor!;
    assert.match(document.lineAt(selection.start).text, /^\/\/ nnet: input X = \[/);
    assert.match(document.getText(selection), /^[-\d., ]+$/);
    await run('undo');

    type Report = { samples: { value: number; output: number[][] }[] };
    const report = await run<Report>('nnet.computeGradient', document.uri, 2);
    assert.equal(report.samples[0].value, report.samples[0].output[1][0]);
    assert.isBelow(await run<number>('nnet.checkGradient', document.uri, 2), 1e-7);

    await run('nnet.convertStanford', document.uri);
    const converted = vscode.window.activeTextEditor!.document;
    assert.isTrue(converted.isUntitled);
    assert.equal(converted.languageId, 'nnet');
    assert.include(converted.getText(), 'layer relu\n  W = [');
    assert.deepEqual(
      (await run<Report>('nnet.computeGradient', converted.uri)).samples[0].output,
      report.samples[0].output,
    );
  });

  it('opens an example as a copy, whatever the last untitled document held', async () => {
    const folder = vscode.Uri.joinPath(vscode.extensions.getExtension('nnet.nnet')!.extensionUri, 'examples');
    const names = ['paper.nnet', 'mazur.nnet'];
    const texts = await Promise.all(
      names.map(async (name) =>
        new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name))),
      ),
    );
    for (let i = 0; i < 10; i++) {
      await run('nnet.openExample', names[i % 2]);
      const { document } = vscode.window.activeTextEditor!;
      assert.equal(document.languageId, 'nnet');
      assert.isTrue(document.isUntitled);
      assert.strictEqual(document.getText(), texts[i % 2]);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), `# edited ${i}\n`);
      await vscode.workspace.applyEdit(edit);
      await run('workbench.action.closeAllEditors');
    }
  });
});
