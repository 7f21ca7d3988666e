import { inlineCode, sayMarkdown } from '../describe/markdownText';
import type { Analysis } from '../../analysis/analysis';
import type { SymbolEntry } from '../../language/meaning/checked';
import { constants, extremeFunctions, findUnaryFunction } from '../../functions/builtin/functions';
import { generatorTable } from '../../language/matrices/generators';
import { message, type Translate } from '../../message/message';
import type { TextRange } from '../../functions/expression/tree';
import type { Statement } from '../../language/syntax/tree';
import { isKeyword, readParameterWord } from '../../language/syntax/words';
import { findBuiltinActivation } from '../../functions/builtin/activations';
import { callParameters } from '../describe/callParameters';
import { documentation } from '../describe/documentation';
import type { Hover } from './hoverContent';
import { quantityHover } from './quantityHover';
import { exactText, numberText } from '../../numbers/numberText';
import { symbolAt } from '../navigate/navigation';

/** What a word is that stands for no number of the network: a name of the author's, a function, a constant, a keyword. */
export function wordHover(
  analysis: Analysis,
  statement: Statement,
  offset: number,
  translate: Translate,
): Hover | null {
  const quantity = quantityHover(analysis, offset, translate);
  if (quantity !== null) return quantity;
  const named = symbolAt(analysis.checked, offset);
  if (named) {
    const markdown = symbolText(analysis, named.symbol, translate);
    return markdown === null ? null : { range: named.range, markdown };
  }
  const range = wordAt(analysis.text, offset);
  if (range === null) return null;
  const word = analysis.text.slice(range.start, range.end);
  const isFirst = range.start === statement.keyword.start;
  const markdown = isFirst ? keywordText(analysis, word, translate) : builtinText(analysis, statement, word, translate);
  return markdown === null ? null : { range, markdown };
}

function symbolText(analysis: Analysis, symbol: SymbolEntry, translate: Translate): string | null {
  switch (symbol.kind) {
    case 'let': {
      const value = symbol.value === null ? '' : inlineCode(`${symbol.name} = ${exactText(symbol.value)}`);
      return [value, sayMarkdown(message('A constant, used {0} times.', symbol.uses.length), translate)]
        .filter(Boolean)
        .join('\n\n');
    }
    case 'activation':
      return `${documentation.customFunction(analysis, symbol)}\n\n${sayMarkdown(message('An activation of this file.'), translate)}`;
    case 'parameter':
      return sayMarkdown(message('{0} is a parameter of this function.', symbol.name), translate);
    case 'layer':
    case 'input':
    case 'batch':
      return null;
  }
}

function keywordText(analysis: Analysis, word: string, translate: Translate): string | null {
  const parameter = readParameterWord(word);
  if (parameter?.direction) return documentation.statement(word[0], translate);
  if (!isKeyword(word)) return null;
  const text = documentation.statement(word, translate);
  const rate = analysis.network?.rate;
  if (word !== 'rate' || rate === null || rate === undefined) return text;
  return `η = ${numberText(rate)}\n\n${text}`;
}

function builtinText(analysis: Analysis, statement: Statement, word: string, translate: Translate): string | null {
  if (statement.kind === 'give' || statement.kind === 'ask') return null;
  const isParameter = statement.kind === 'weights' || statement.kind === 'bias';
  const head = callParameters(analysis, word, isParameter ? 'matrix' : 'function')?.label;
  if (isParameter) {
    if (generatorTable.has(word) || word === 'file')
      return `${inlineCode(head!)}\n\n${documentation.statement(word, translate)}`;
  }
  if (word === 'onehot' || extremeFunctions.has(word)) {
    return `${inlineCode(head!)}\n\n${documentation.statement(word, translate)}`;
  }
  const unary = findUnaryFunction(word);
  if (unary) return documentation.unary(unary);
  const activation = findBuiltinActivation(word);
  if (activation) return documentation.activation(activation, translate);
  const constant = constants.get(word);
  return constant === undefined ? null : inlineCode(`${word} = ${exactText(constant)}`);
}

/** The name around an offset; null if there is none. */
function wordAt(text: string, offset: number): TextRange | null {
  const inside = /[\p{L}\p{Nd}_₀-₉]/u;
  let start = offset;
  let end = offset;
  while (start > 0 && inside.test(text[start - 1])) start--;
  while (end < text.length && inside.test(text[end])) end++;
  return end > start ? { start, end } : null;
}
