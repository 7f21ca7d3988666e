// Small changes of a source, each of which a test should notice: found in the syntax tree, written beside the original
// with a switch between the two, so that one bundle holds many of them.
import ts from 'typescript';

const K = ts.SyntaxKind;

/** For each operator those that somebody might have written instead. */
const OPERATORS = new Map([
  [K.PlusToken, ['-']],
  [K.MinusToken, ['+']],
  [K.AsteriskToken, ['/']],
  [K.SlashToken, ['*']],
  [K.PercentToken, ['*']],
  [K.LessThanToken, ['<=', '>=']],
  [K.LessThanEqualsToken, ['<', '>']],
  [K.GreaterThanToken, ['>=', '<=']],
  [K.GreaterThanEqualsToken, ['>', '<']],
  [K.EqualsEqualsEqualsToken, ['!==']],
  [K.ExclamationEqualsEqualsToken, ['===']],
  [K.AmpersandAmpersandToken, ['||']],
  [K.BarBarToken, ['&&']],
  [K.QuestionQuestionToken, ['&&']],
]);

/** For each method the one that somebody might have called instead; null: none. */
const METHODS = new Map([
  ['min', 'max'],
  ['max', 'min'],
  ['floor', 'ceil'],
  ['ceil', 'floor'],
  ['some', 'every'],
  ['every', 'some'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['slice', null],
  ['filter', null],
  ['sort', null],
  ['reverse', null],
  ['toSorted', null],
  ['toReversed', null],
  ['trim', null],
  ['trimEnd', null],
  ['trimStart', null],
]);

/** Where types, names and modules are: nothing there is computed. */
const NOT_COMPUTED = new Set([
  ...[K.ImportDeclaration, K.ExportDeclaration, K.InterfaceDeclaration, K.TypeAliasDeclaration, K.EnumDeclaration],
  ...[K.ModuleDeclaration, K.TaggedTemplateExpression, K.RegularExpressionLiteral],
]);

/**
 * All mutants of a source: where they are, what is there, and the code that takes its place.
 * @returns `{ start, end, text, code, kind, line }[]`; kind is `expression` or `statement`
 */
export function mutantsOf(file, source) {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found = [];
  const textOf = (node) => source.slice(node.getStart(tree), node.end);
  const add = (node, code, kind = 'expression') => {
    const start = node.getStart(tree);
    const { line } = tree.getLineAndCharacterOfPosition(start);
    found.push({ file, start, end: node.end, text: textOf(node), code, kind, line: line + 1 });
  };
  const isText = (node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

  const visitBinary = (node) => {
    const { left, operatorToken, right } = node;
    if (operatorToken.kind === K.PlusToken && (isText(left) || isText(right))) return;
    for (const other of OPERATORS.get(operatorToken.kind) ?? []) {
      // `a ?? b || c` needs parentheses, so all parts get them.
      add(node, `(${textOf(left)}) ${other} (${textOf(right)})`);
    }
  };
  const visitCondition = (node) => {
    if (node.kind === K.TrueKeyword || node.kind === K.FalseKeyword) return;
    add(node, 'true');
    add(node, 'false');
  };
  const visitCall = (node) => {
    const callee = node.expression;
    if (!ts.isPropertyAccessExpression(callee) || ts.isOptionalChain(node)) return;
    const other = METHODS.get(callee.name.text);
    if (other === undefined) return;
    const object = textOf(callee.expression);
    if (other === null) add(node, object);
    else add(node, `${object}.${other}${source.slice(callee.end, node.end)}`);
  };
  const visitText = (node) => {
    const { parent } = node;
    const isName =
      (ts.isPropertyAssignment(parent) && parent.name === node) ||
      ts.isCaseClause(parent) ||
      ts.isImportTypeNode(parent);
    if (!isName && node.text !== '') add(node, "''");
  };
  const visitFunction = (node) => {
    const { body } = node;
    if (!body || ts.isConstructorDeclaration(node)) return;
    if (!ts.isBlock(body)) {
      // In a condition undefined is as good as false, which is changed to true besides.
      if (!['undefined', 'false'].includes(textOf(body))) add(body, 'undefined');
    } else if (body.statements.length > 1) add(body, '{ return; }', 'statement');
  };

  const visit = (node) => {
    if (NOT_COMPUTED.has(node.kind) || ts.isTypeNode(node) || isForPauses(node)) return;
    if (ts.isBinaryExpression(node)) visitBinary(node);
    else if (ts.isIfStatement(node) || ts.isWhileStatement(node)) visitCondition(node.expression);
    else if (ts.isConditionalExpression(node)) visitCondition(node.condition);
    else if (ts.isForStatement(node) && node.condition) add(node.condition, 'false');
    else if (ts.isCallExpression(node)) visitCall(node);
    else if (ts.isStringLiteralLike(node)) visitText(node);
    else if (ts.isNumericLiteral(node) && !ts.isPropertyAssignment(node.parent)) add(node, `${node.text} + 1`);
    else if (ts.isPropertyAssignment(node) && ts.isNumericLiteral(node.initializer))
      add(node.initializer, `${node.initializer.text} + 1`);
    else if (node.kind === K.TrueKeyword) add(node, 'false');
    else if (node.kind === K.FalseKeyword) add(node, 'true');
    else if (ts.isPrefixUnaryExpression(node) && [K.ExclamationToken, K.MinusToken].includes(node.operator))
      add(node, textOf(node.operand));
    else if (ts.isArrayLiteralExpression(node) && node.elements.length > 0 && !isTarget(node)) add(node, '[]');
    else if (ts.isExpressionStatement(node) && !isSuper(node.expression) && !isPrologue(node))
      add(node, ';', 'statement');
    if (ts.isFunctionLike(node)) visitFunction(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/**
 * What says only how often a long computation pauses, and how far it is: `if (portion.fills()) yield 0;`, `yield r / rows;`,
 * and how much work is done between two pauses, `SIGNS_AT_ONCE = 16_384`, `rowsAtATime`. `test/unit/analysis/slices.test.ts` counts pauses.
 */
function isForPauses(node) {
  if (ts.isIfStatement(node)) return node.elseStatement === undefined && isPause(onlyStatement(node.thenStatement));
  if (ts.isVariableDeclaration(node)) return /(^BREATH|AT_ONCE|AtOnce)$/.test(node.name.getText());
  if (ts.isFunctionDeclaration(node)) return /AtATime$/.test(node.name?.getText() ?? '');
  return isPause(node);
}

function isPause(node) {
  return ts.isExpressionStatement(node) && ts.isYieldExpression(node.expression) && !node.expression.asteriskToken;
}

function onlyStatement(node) {
  return ts.isBlock(node) && node.statements.length === 1 ? node.statements[0] : node;
}

/** `[a, b] = [b, a]`, `for ([a] of …)`: what is on the left is no value. */
function isTarget({ parent, pos }) {
  return (ts.isBinaryExpression(parent) && parent.operatorToken.kind === K.EqualsToken && parent.left.pos === pos) || ts.isForOfStatement(parent); // prettier-ignore
}

function isSuper(expression) {
  return ts.isCallExpression(expression) && expression.expression.kind === K.SuperKeyword;
}

function isPrologue({ expression }) {
  return ts.isStringLiteral(expression);
}

/**
 * The source with these of its mutants in it. `__mutant(id)` says whether one is in force; it is asked wherever the code
 * passes a mutant, so it also knows which are reached.
 */
export function withMutants(source, mutants) {
  // The outermost first; one within another is put into the original of that.
  const sorted = [...mutants].sort((a, b) => a.start - b.start || b.end - a.end || a.id - b.id);
  const write = (from, to, inside) => {
    let at = from;
    let text = '';
    for (let i = 0; i < inside.length;) {
      const { id, start, end, code, kind } = inside[i];
      let next = i + 1;
      while (next < inside.length && inside[next].start < end) next++;
      const original = write(start, end, inside.slice(i + 1, next));
      const both = kind === 'statement' ? `{ if (__mutant(${id})) ${code} else ${original} }` : `(__mutant(${id}) ? (${code}) : (${original}))`; // prettier-ignore
      text += source.slice(at, start) + both;
      at = end;
      i = next;
    }
    return text + source.slice(at, to);
  };
  return write(0, source.length, sorted);
}
