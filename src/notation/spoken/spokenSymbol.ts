import { message, quantities, type Message } from '../../message/message';
import type { Factor, Letters } from '../formula/formula';
import { shifted, type LayerIndex, type ObjectiveSymbol, type QuantitySymbol } from '../formula/symbol';

/** Something that is said: a letter reads the same in every language. */
export type Spoken = string | Message;

/** A factor as it is said: `W 2 transposed`. */
export function spokenFactor({ symbol, transposed }: Factor, letters: Letters): Spoken {
  return spokenSymbol(symbol, transposed, letters);
}

/** A quantity as it is said: `Sigma prime 2`, `W 2 transposed`; as a number `small sigma prime 2`. */
export function spokenSymbol(symbol: QuantitySymbol, transposed = false, letters: Letters = 'matrices'): Spoken {
  // The transpose of a row of the transpose is a column.
  if (transposed && symbol.name === 'row' && symbol.of === 'transposedW') {
    return message('column {0} of {1}', symbol.index, spokenSymbol({ name: 'W', layer: symbol.layer }));
  }
  if (transposed && symbol.name === 'ones' && symbol.size > 1) return message('the row of {0} ones', symbol.size);
  if (transposed && symbol.name === 'lossGradient') return message('the transposed gradient of L');
  const name = letters === 'matrices' ? matrixName(symbol) : smallName(symbol, letters);
  return transposed ? message('{0} transposed', name) : name;
}

/** A map at an argument as it is said: `Sigma 2 applied to N 2`. */
export function spokenMap(symbol: QuantitySymbol, letters: Letters, argument: Spoken): Message {
  if (symbol.name !== 'Sigma' || symbol.layer === 0) {
    return message('{0} applied to {1}', spokenSymbol(symbol, false, letters), argument);
  }
  const index = indexName(symbol.layer);
  return letters === 'matrices'
    ? message('Sigma {0} applied to {1}', index, argument)
    : message('small sigma {0} applied to {1}', index, argument);
}

/** f, one output of it, L, or the share of one sample in it. */
export function spokenObjective({ letter, output, column }: ObjectiveSymbol): Spoken {
  const name = output === null ? letter : `${letter} ${output}`;
  return column === null ? name : message('{0} of sample {1}', name, column);
}

/** The index of a layer: `2`, `k`, `k − 1`. */
function indexName(index: LayerIndex): string {
  if (typeof index === 'number') return String(index);
  const { letter, offset } = index;
  if (offset === 0) return letter;
  return `${letter} ${offset > 0 ? '+' : '−'} ${Math.abs(offset)}`;
}

function matrixName(symbol: QuantitySymbol): Spoken {
  switch (symbol.name) {
    case 'W':
    case 'b':
    case 'N':
      return quantities(`${symbol.name} ${indexName(symbol.layer)}`);
    case 'Sigma':
      return symbol.layer === 0 ? quantities('X') : message('Sigma {0}', indexName(symbol.layer));
    case 'dSigma':
      return message('Sigma prime {0}', indexName(symbol.layer));
    case 'diagonal':
      return message('the diagonal matrix of Sigma prime {0}', indexName(symbol.layer));
    case 'Jacobian':
      return `J ${indexName(symbol.layer)}`;
    case 'Delta':
      return message('Delta {0}', indexName(symbol.layer));
    case 'column':
      if (symbol.of === 'diagonal') return message('the diagonal matrix of Sigma prime {0} of sample {1}', indexName(symbol.layer), symbol.index); // prettier-ignore
      return message('{0} of sample {1}', columnOf(symbol), symbol.index);
    case 'start':
      return spokenSymbol({ name: symbol.of, layer: symbol.layer });
    case 'row':
      return rowName(symbol);
    case 'local':
      return localName(symbol);
    case 'gradient':
      return gradientName(spokenObjective(symbol.objective), byName(symbol, 'matrices'));
    case 'updated':
      return message('the updated {0}', `${symbol.of} ${indexName(symbol.layer)}`);
    case 'along':
      return alongName(symbol);
    default:
      return otherName(symbol);
  }
}

/** What changes along the direction of the R-operator. */
function alongName({ of, layer }: Extract<QuantitySymbol, { name: 'along' }>): Spoken {
  const index = indexName(layer);
  switch (of) {
    case 'V':
    case 'v':
      return `${of} ${index}`;
    case 'RN':
      return quantities(`R N ${index}`);
    case 'RSigma':
      return message('R Sigma {0}', index);
    case 'd2Sigma':
      return message('Sigma double prime {0}', index);
    case 'd2Loss':
      return message('the second derivative of L');
    case 'RSeed':
      return message('R of the gradient of L');
    case 'RDelta':
      return message('R Delta {0}', index);
    case 'HV':
    case 'Hv':
      return `H ${of[1]} ${index}`;
  }
}

function otherName(
  symbol: Extract<
    QuantitySymbol,
    { name: 'Y' | 'lossGradient' | 'rate' | 'indicator' | 'ones' | 'mask' | 'reciprocal' }
  >,
): Spoken {
  switch (symbol.name) {
    case 'Y':
      return quantities('Y');
    case 'lossGradient':
      return message('the gradient of L');
    case 'rate':
      return message('the learning rate eta');
    case 'indicator':
      return `${symbol.columns === 1 ? 'e' : 'E'} ${symbol.output}`;
    case 'ones':
      return symbol.size === 1 ? '1' : message('the column of {0} ones', symbol.size);
    case 'mask':
      return `M ${indexName(symbol.layer)}`;
    case 'reciprocal':
      return message('one over {0}', symbol.of);
  }
}

function columnOf({ of, layer }: Extract<QuantitySymbol, { name: 'column' }>): Spoken {
  return of === 'lossGradient' ? matrixName({ name: of }) : matrixName({ name: of, layer });
}

function rowName({ of, layer, index, objective }: Extract<QuantitySymbol, { name: 'row' }>): Spoken {
  const row = (whole: Spoken) => message('row {0} of {1}', index, whole);
  switch (of) {
    case 'transposedW':
      return row(spokenSymbol({ name: 'W', layer }, true));
    case 'gradW':
      return gradientName(spokenObjective(objective), row(spokenSymbol({ name: 'W', layer })));
    case 'gradSigma':
      return gradientName(spokenObjective(objective), row(spokenSymbol({ name: 'Sigma', layer })));
    default:
      return row(matrixName({ name: of, layer }));
  }
}

function localName({ of, layer, index, written }: Extract<QuantitySymbol, { name: 'local' }>): Spoken {
  const next = of === 'next layer';
  const at = next ? shifted(layer, 1) : layer;
  const row = (whole: Spoken) => message('row {0} of {1}', index, whole);
  const rows = (whole: Spoken) => (next ? whole : row(whole));
  const product = message(
    '{0} times {1}',
    rows(spokenSymbol({ name: 'W', layer: at })),
    spokenSymbol({ name: 'Sigma', layer: shifted(at, -1) }),
  );
  const by = row(spokenSymbol(next ? { name: 'Sigma', layer } : { name: 'W', layer }));
  if (of === 'product') return gradientName(inBrackets(product), by);
  if (written === 'short') return gradientName(rows(spokenSymbol({ name: 'Sigma', layer: at })), by);
  const argument =
    written === 'affine' ? message('{0} plus {1}', product, rows(spokenSymbol({ name: 'b', layer: at }))) : product;
  const applied = next
    ? message('Sigma {0} applied to {1}', indexName(at), inBrackets(argument))
    : message('row {0} of Sigma {1} applied to {2}', index, indexName(at), inBrackets(argument));
  return gradientName(applied, by);
}

export function inBrackets(inner: Spoken): Message {
  return message('open parenthesis, {0}, close parenthesis', inner);
}

/** What a translation puts into another case here, a row, is in sentences of its own. */
function gradientName(of: Spoken, by: Spoken): Message {
  if (typeof by !== 'string' && by.template === 'row {0} of {1}') {
    const [row, whole] = by.args;
    if (typeof of !== 'string' && of.template === 'row {0} of {1}')
      return message('the gradient of row {0} of {1} with respect to row {2} of {3}', ...of.args, row, whole);
    if (typeof of !== 'string' && of.template === 'row {0} of Sigma {1} applied to {2}')
      return message('the gradient of row {0} of Sigma {1} applied to {2} with respect to row {3} of {4}', ...of.args, row, whole); // prettier-ignore
    return message('the gradient of {0} with respect to row {1} of {2}', of, row, whole);
  }
  return message('the gradient of {0} with respect to {1}', of, by);
}

function byName({ by, layer }: Extract<QuantitySymbol, { name: 'gradient' }>, letters: Letters): Spoken {
  if (by === 'X') return spokenSymbol({ name: 'Sigma', layer: 0 }, false, letters);
  return spokenSymbol({ name: by, layer }, false, letters);
}

/** The symbol where every n_i = 1. */
function smallName(symbol: QuantitySymbol, letters: Letters): Spoken {
  const withArgument = letters === 'numbers with arguments';
  const argument = (layer: LayerIndex) => quantities(`N ${indexName(layer)}`);
  switch (symbol.name) {
    case 'W':
      return message('small w {0}', indexName(symbol.layer));
    case 'Sigma':
      if (symbol.layer === 0) return message('small x');
      return withArgument
        ? spokenMap(symbol, letters, argument(symbol.layer))
        : message('small sigma {0}', indexName(symbol.layer));
    case 'dSigma': {
      const name = message('small sigma prime {0}', indexName(symbol.layer));
      return withArgument ? message('{0} applied to {1}', name, argument(symbol.layer)) : name;
    }
    case 'gradient':
      return gradientName(spokenObjective(symbol.objective), byName(symbol, letters));
    case 'start':
      return symbol.of === 'W' ? smallName({ name: 'W', layer: symbol.layer }, letters) : matrixName(symbol);
    case 'updated':
      return symbol.of === 'W'
        ? message('the updated {0}', message('small w {0}', indexName(symbol.layer)))
        : matrixName(symbol);
    case 'Y':
      return message('small y');
    default:
      return matrixName(symbol);
  }
}
