// Where a click on an entry goes, and which entry of a result it is: entry (r, c) of Aᵀ is entry (c, r) of A.
import assert from 'node:assert/strict';
import { derivativeOf, entryQuantities, nextOf, pathsByOf } from '../../../../src/notation/entry/entryRef';
import type { QuantitySymbol } from '../../../../src/notation/formula/symbol';
import { entryAttribute } from '../../../../src/notation/tex/entryMarks';
import { targetOf } from '../../../../src/notation/tex/symbolTarget';

const layer = 2;
const objective = 'f' as unknown as Extract<QuantitySymbol, { name: 'gradient' }>['objective'];
const gradient = (by: 'W' | 'b' | 'X' | 'N' | 'Sigma', of = layer): QuantitySymbol => ({ name: 'gradient', by, layer: of, objective }); // prettier-ignore

/** A symbol, where a click on it goes, and the attribute of its entry in row 1 and column 4, from 0. */
const symbols: readonly (readonly [QuantitySymbol, string | null, string | null])[] = [
  [{ name: 'W', layer }, 'W.2', 't=W.2.1.4'],
  [{ name: 'b', layer }, 'b.2', 't=b.2.1.4'],
  [{ name: 'Y' }, 'target.0', 't=target.0.1.4'],
  [{ name: 'rate' }, 'rate.0', 't=rate.0.1.4'],
  [{ name: 'N', layer }, 'Sigma.2', 'q=N.2.1.4'],
  [{ name: 'Sigma', layer }, 'Sigma.2', 'q=Sigma.2.1.4'],
  [{ name: 'Sigma', layer: 0 }, 'X.0', 't=X.0.1.4'],
  [{ name: 'dSigma', layer }, 'Sigma.2', 'q=dSigma.2.1.4'],
  [{ name: 'Delta', layer }, 'Sigma.2', 'q=Delta.2.1.4'],
  [gradient('W'), 'W.2', 't=W.2.1.4,q=gradW.2.1.4'],
  [gradient('b'), 'b.2', 't=b.2.1.4,q=gradb.2.1.4'],
  [gradient('N'), 'Sigma.2', 'q=Delta.2.1.4'],
  [gradient('Sigma'), 'Sigma.2', 'q=gradSigma.2.1.4'],
  [gradient('X', 0), 'X.0', 't=X.0.1.4,q=gradX.0.1.4'],
  [{ name: 'updated', of: 'W', layer }, 'W.2', 't=W.2.1.4,q=nextW.2.1.4'],
  [{ name: 'updated', of: 'b', layer }, 'b.2', 't=b.2.1.4,q=nextb.2.1.4'],
];

describe('the marks of entries in formulas', () => {
  it('say where each is written, and which entry of which result it is', () => {
    for (const [symbol, target, attribute] of symbols) {
      const name = JSON.stringify(symbol);
      assert.equal(targetOf(symbol), target, name);
      assert.equal(entryAttribute(symbol, false, 1, 4), attribute, name);
      assert.equal(entryAttribute(symbol, true, 4, 1), attribute, `${name} transposed`);
    }
  });

  it('of a row or a column are those of the matrix that it is taken from', () => {
    const row = (of: 'W' | 'transposedW' | 'b' | 'gradW' | 'Delta', index: number | 'i'): QuantitySymbol => ({ name: 'row', of, layer, index, objective }); // prettier-ignore
    const column = (of: 'Sigma' | 'Delta', index: number | 's', at = 0): QuantitySymbol => ({ name: 'column', of, layer: at, index }); // prettier-ignore
    const table: readonly (readonly [QuantitySymbol, string | null])[] = [
      // Entry 4, from 0, of row 3, from 1.
      [row('W', 3), 't=W.2.2.4'],
      [row('gradW', 3), 't=W.2.2.4'],
      [row('transposedW', 3), 't=W.2.4.2'],
      [row('Delta', 3), null],
      [row('W', 'i'), null],
    ];
    for (const [symbol, attribute] of table) {
      assert.equal(entryAttribute(symbol, false, 0, 4), attribute, JSON.stringify(symbol));
      assert.equal(entryAttribute(symbol, true, 4, 0), attribute, JSON.stringify(symbol));
    }
    assert.equal(entryAttribute(column('Sigma', 3), false, 4, 0), 't=X.0.4.2');
    assert.equal(entryAttribute(column('Sigma', 3), true, 0, 4), 't=X.0.4.2');
    for (const symbol of [column('Sigma', 's'), column('Sigma', 3, 1), column('Delta', 3)])
      assert.equal(entryAttribute(symbol, false, 4, 0), null, JSON.stringify(symbol));
  });

  it('are none for layers without a number, and for what is neither written nor a result', () => {
    const general = 'i' as unknown as number;
    assert.equal(entryAttribute({ name: 'W', layer: general }, false, 0, 0), null);
    assert.equal(entryAttribute({ name: 'Delta', layer: general }, false, 0, 0), null);
    assert.equal(entryAttribute({ name: 'diagonal', layer }, false, 0, 0), null);
  });
});

describe('entries that belong together', () => {
  it('have the derivative, the next value and the paths of the paper', () => {
    const table = entryQuantities.map((quantity) => {
      const ref = { quantity, layer, row: 1, column: 3 };
      const [derivative, next] = [derivativeOf(ref), nextOf(ref)];
      for (const made of [derivative, next])
        if (made !== null) assert.deepEqual({ ...made, quantity }, ref, 'the same place');
      return [quantity, derivative?.quantity ?? null, next?.quantity ?? null, pathsByOf(ref)];
    });
    assert.deepEqual(table, [
      ['W', 'gradW', 'nextW', 'W'],
      ['b', 'gradb', 'nextb', 'b'],
      ['X', 'gradX', null, 'X'],
      ['target', null, null, null],
      ['rate', null, null, null],
      ['N', 'Delta', null, 'N'],
      ['Sigma', 'gradSigma', null, 'Sigma'],
      ['dSigma', null, null, null],
      ['Delta', null, null, 'N'],
      ['gradW', null, null, 'W'],
      ['gradb', null, null, 'b'],
      ['gradX', null, null, 'X'],
      ['gradSigma', null, null, 'Sigma'],
      ['nextW', null, null, null],
      ['nextb', null, null, null],
    ]);
  });
});
