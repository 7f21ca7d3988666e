import assert from 'node:assert/strict';
import fc from 'fast-check';
import { forward } from '../../../src/engine/forward';
import { checkText, readText } from '../../../src/analysis/readText';
import { say } from '../../../src/message/message';
import { isNone, valuesOf } from '../../../src/stanford/stanfordFile';
import { column } from '../../../src/network/matrix';
import type { Network } from '../../../src/network/network';
import { expectProblems } from '../language/checkerFixture';
import { evaluate, numbersIn, realFiles, stanfordNumbers } from './stanfordFiles';
import { stanfordText, type StanfordNumbers } from './stanfordText';
import { stanfordSample } from './stanfordSample';

const numRuns = Number(process.env['NNET_FUZZ'] ?? 200);

function network(text: string): Network {
  const { network, diagnostics } = checkText(readText(text));
  // Of a number as tiny as 5e-324 it is said that a double does not hold its digits.
  assert.deepEqual(diagnostics.filter(({ code }) => code !== 'underflow').map((d) => say(d.message)), []); // prettier-ignore
  assert.ok(network);
  return network;
}

function outputAt(text: string, input: readonly number[]): number[] {
  const made = network(text);
  return [...forward(made, { ...made.samples[0], X: column(input) }).output.data];
}

/** The network's value at the input is the file's, to 1e-12 of what it is made from. */
function assertSame(text: string, file: StanfordNumbers, input: readonly number[]): void {
  const { y, scale } = evaluate(file, input);
  outputAt(text, input).forEach((value, j) => {
    assert.ok(Math.abs(value - y[j]) <= 1e-12 * scale[j] + 1e-300, `output ${j + 1}: ${value}, not ${y[j]}`);
  });
}

/** Inputs between the file's bounds, the clamped means among them. */
function inputsOf({ minimums, maximums, means }: StanfordNumbers): number[][] {
  const low = maximums.map((_, j) => Math.max(minimums[j], -1e4));
  const high = maximums.map((m) => Math.min(m, 1e4));
  const mean = low.map((l, j) => Math.min(Math.max(means[j], l), high[j]));
  return [0, 0.25, 0.7, 1].map((t) => low.map((l, j) => l + t * (high[j] - l))).concat([mean]);
}

describe('Stanford NNet files', () => {
  it('are networks with ReLU and, at the end, identity', () => {
    const { sizes, layers, samples, objective } = network(stanfordSample);
    assert.deepEqual(sizes, [2, 3, 2]);
    assert.deepEqual(
      layers.map(({ activation }) => activation.kind === 'coordinatewise' && activation.uniform?.name),
      ['relu', 'identity'],
    );
    assert.deepEqual([...samples[0].X.data], [0.5, 4]);
    assert.deepEqual(objective, { kind: 'none' });
  });

  it('have the lines of W and b as those of their layers', () => {
    const { layers } = checkText(readText(stanfordSample));
    const of = layers.map(({ weightsStatement: W, biasStatement: b }) => [W?.kind, b?.kind]);
    assert.deepEqual(of, [['weights', 'bias'], ['weights', 'bias']]); // prettier-ignore
    const starts = layers.flatMap(({ weightsStatement: W, biasStatement: b }) => [W!.range.start, b!.range.start]);
    assert.deepEqual(
      starts,
      [...starts].sort((x, y) => x - y),
    );
  });

  it('have their means and ranges in the first and the last layer, so that f is in the units of the file', () => {
    for (const input of inputsOf(numbersIn(stanfordSample)))
      assertSame(stanfordSample, numbersIn(stanfordSample), input);
    // (1.5 − 0.5)/2 = 0.5 and (4 − 4)/8 = 0 by hand: N₁ = [0.6, 0.05, 0.25], y = [2.15, −4.45]·300 + 7.5 …
    const y = outputAt(stanfordSample, [1.5, 4]);
    assert.ok(Math.abs(y[0] - ((0.6 + 2 * 0.05 + 3 * 0.25 + 0.7) * 300 + 7.5)) < 1e-9);
    assert.ok(Math.abs(y[1] - ((-4 * 0.6 + 5 * 0.05 - 6 * 0.25 - 0.8) * 300 + 7.5)) < 1e-9);
  });

  it('keep their numbers as they are where nothing is scaled', () => {
    const { layers } = network('1\n1,1\n0\n0\n0\n0\n0\n-0.1\n0.3\n');
    assert.deepEqual([layers[0].weights!.data[0], layers[0].bias!.data[0]], [-0.1, 0.3]);
  });

  it('are looked at at their means, within their bounds', () => {
    const X = (text: string) => [...network(text).samples[0].X.data];
    assert.deepEqual(X(stanfordSample.replace('0.5,4.0,7.5', '-5,40,7.5')), [-1, 10]);
    assert.deepEqual(X(stanfordSample.replace('0.5,4.0,7.5', '0')), [0, 0]);
    assert.deepEqual(X(stanfordSample.replace('0.5,4.0,7.5', '0').replace('-1.0,0.0,', '-1.0,2.0,')), [0, 2]);
  });

  describe('in all the ways in which they are written', () => {
    const same = (name: string, text: string) =>
      it(name, () => {
        assert.deepEqual(network(text), network(stanfordSample));
      });
    same('without a header', stanfordSample.replace(/^.*\n/, ''));
    same('with several lines of header, blank ones among them', `//a\n\n  // b\n//\n${stanfordSample}`);
    same('with a byte-order mark', `\ufeff${stanfordSample}`);
    same('without commas at the ends of lines', stanfordSample.replace(/,$/gm, ''));
    same('with blanks after the commas', stanfordSample.replace(/,/g, ', '));
    same('with blanks around everything', stanfordSample.replace(/,/g, ' ,\t').replace(/^(?!\/\/)/gm, ' '));
    same('with CRLF', stanfordSample.replace(/\n/g, '\r\n'));
    same('with blank lines', stanfordSample.replace(/\n/g, '\n\n'));
    same('without a line break at the end', stanfordSample.trimEnd());
    same('with a first line of one number', stanfordSample.replace('2,2,2,3,', '2'));
    same('with prose on the flag line', stanfordSample.replace('\n0,\n', '\nThis line, extraneous: 5\n'));
    same('with more minimums and maximums than inputs', stanfordSample.replace('-1.0,0.0', '-1.0,0.0,99').replace('1.0,10.0', '1.0,10.0,-99')); // prettier-ignore
    same('with more means and ranges than inputs + 1: the last is the outputs’', stanfordSample.replace('4.0,7.5', '4.0,9,9,7.5').replace('8.0,300.0', '8.0,9,9,300.0')); // prettier-ignore
    same('with a header that contradicts the sizes', stanfordSample.replace('2,2,2,3,', '7,5,5,50,'));
    same('with plus signs', stanfordSample.replace('\n1.0,-2.0,', '\n+1.0,-2.0,').replace('0.7', '+7e-1'));
  });

  it('a single 0 stands for no minimums, maximums, means or ranges', () => {
    const text = stanfordSample.replace(/^-1.0,0.0,\n.*\n.*\n.*\n/m, '0\n0,\n 0.0\n0\n');
    for (const input of inputsOf(numbersIn(text))) assertSame(text, numbersIn(text), input);
    assert.equal(readText(text).stanford!.means && isNone(readText(text).stanford!.means!), true);
    const onlyMeans = stanfordSample.replace('2.0,8.0,300.0', '0');
    assertSame(onlyMeans, numbersIn(onlyMeans), [0.2, 3]);
  });

  it('with one input 0 is a bound, unless both bounds are 0', () => {
    const text = (low: string, high: string) => `1\n1,1\n0\n${low}\n${high}\n-7,0\n1,1\n1\n0\n`;
    const X = (low: string, high: string) => network(text(low, high)).samples[0].X.data[0];
    assert.equal(X('0', '6'), 0);
    assert.equal(X('0', '0'), -7);
    assert.equal(X('-9', '0'), -7);
  });

  describe('say what is wrong where it is', () => {
    const wrong = (name: string, marked: string, expected: RegExp) =>
      it(name, () => {
        const { diagnostics, network } = expectProblems(marked);
        assert.equal(network, null);
        assert.match(say(diagnostics.find(({ severity }) => severity !== 'information')!.message), expected);
      });
    wrong('a text of our own that starts with a digit', '‹foreign-file|2x = 5|›\nlayer relu\n', /starts with a word/);
    wrong('no sizes', '// a\n7,5,5,50‹file-format||›,\n', /ends before the sizes/);
    wrong('a single size', stanfordSample.replace('2,3,2,', '‹file-format|2|›,'), /at least two/);
    wrong(
      'a size that is none',
      stanfordSample.replace('2,3,2,', '2,‹file-format|3.5|›,2,'),
      /whole number from 1, not 3.5/,
    );
    wrong('a size of 0', stanfordSample.replace('2,3,2,', '2,‹file-format|0|›,2,'), /whole number from 1, not 0/);
    wrong('a size that is too large', stanfordSample.replace('2,3,2,', '2,‹too-large|3000000|›,2,'), /3000000 neurons/);
    wrong('too many weights', stanfordSample.replace('2,3,2,', '10000,‹too-large|10000|›,2,'), /100010000 weights/);
    wrong('an end before the flag', '1,1\n1,1‹file-format||›\n', /obsolete flag/);
    wrong('an end before the minimums', '1,2\n2,3\nflag‹file-format||› \n', /minimums/);
    wrong('an end before the maximums', '1,2\n2,3\n0\n-1,0‹file-format||›', /maximums/);
    wrong('an end before the means', '1,2\n2,3\n0\n-1,0\n1,1‹file-format||›', /means/);
    wrong('an end before the ranges', '1,2\n2,3\n0\n0\n0\n1,2,3‹file-format||›', /ranges/);
    wrong('too few minimums', stanfordSample.replace('-1.0,0.0', '‹file-format|-1.0|›'), /1 minimums for 2 inputs/);
    wrong('too few maximums', stanfordSample.replace('1.0,10.0', '‹file-format|1.0|›'), /1 maximums for 2 inputs/);
    wrong('a maximum below its minimum', stanfordSample.replace('1.0,10.0', '1.0,‹file-format|-10|›'), /input 2 is -10, less than its minimum 0/); // prettier-ignore
    wrong(
      'too few means',
      stanfordSample.replace('0.5,4.0,7.5', '‹file-format|0.5, 4.0|›'),
      /Found 2 means, expected 3/,
    );
    wrong(
      'too few ranges',
      stanfordSample.replace('2.0,8.0,300.0', '‹file-format|2.0|›'),
      /Found 1 ranges, expected 3/,
    );
    wrong('a range of 0', stanfordSample.replace('2.0,8.0,', '2.0,‹file-format|0.0|›,'), /range of input 2 is 0/);
    wrong('ranges that take numbers out of the doubles', stanfordSample.replace('2.0,8.0,300.0', '‹not-finite|‹underflow|1e-320|›,8.0,300.0|›'), /larger than a double/); // prettier-ignore
    wrong('a row that is too short', stanfordSample.replace('\n0.5,0.25,', '\n‹file-format|0.5|›,'), /Row 2 of W1 has length 1, expected 2/); // prettier-ignore
    wrong('a row that is too long', stanfordSample.replace('1.0,2.0,3.0', '‹file-format|1.0,2.0,3.0,4|›'), /Row 1 of W2 has length 4, expected 3/); // prettier-ignore
    wrong(
      'a missing row',
      stanfordSample.replace('-1.0e-1,3.0,\n0.1,', '‹file-format|0.1|›,'),
      /Row 3 of W1 has length 1/,
    );
    wrong('too many biases on one line', stanfordSample.replace('0.1,\n-0.2,\n0.3,', '‹file-format|0.1,-0.2,0.3,4|›,'), /Expected one number, entry 1 of b1, but this line has 4/); // prettier-ignore
    wrong('an end within a W', stanfordSample.replace(/,\n-4.0[^]*/, '‹file-format||›'), /row 2 of W2/);
    wrong('an end within a b', stanfordSample.replace(',\n-0.8,', '‹file-format||›'), /entry 2 of b2/);
    wrong('more than the sizes say', `${stanfordSample}‹file-format|1.0,|›\n2.0\n`, /last of 2 layers ends above/);
    wrong('a word', stanfordSample.replace('0.25', '‹bad-number|nan|›'), /Couldn’t read “nan” as a number/);
    wrong('a number with a tail', stanfordSample.replace('0.25', '‹bad-number|0.25.1|›'), /Couldn’t read “0.25.1”/);
    wrong('a number that is too large', stanfordSample.replace('0.25', '‹bad-number|1e999|›'), /1e999 is larger/);
    wrong(
      'no number',
      stanfordSample.replace('0.5,0.25', '0.5,‹bad-number|,|›0.25'),
      /Expected a number before this comma/,
    );
    wrong(
      'a blank for a comma',
      stanfordSample.replace('0.5,0.25', '‹bad-number|0.5|› 0.25'),
      /Expected a comma after 0.5/,
    );
  });

  it('keep what was read before a problem', () => {
    const { layers, sizes, spec } = checkText(readText(stanfordSample.replace('-4.0,5.0', '-4.0')));
    assert.deepEqual(sizes, [2, 3, 2]);
    assert.deepEqual(layers.map(({ weights }) => weights !== null), [true, false]); // prettier-ignore
    assert.equal(spec.statements.length, 3);
  });

  it('any network, written and read, is the same, and has the same values', () => {
    fc.assert(
      fc.property(stanfordNumbers, (file) => {
        const text = stanfordText(file);
        const { stanford } = readText(text);
        const list = (values: readonly number[]) => Float64Array.from(values);
        assert.deepEqual(stanford!.sizes, file.sizes);
        for (const part of ['minimums', 'maximums', 'means', 'ranges'] as const) {
          assert.deepEqual(valuesOf(stanford![part]!), list(file[part].map((x) => x + 0)), part);
        }
        stanford!.layers.forEach(({ weights, bias }, i) => {
          assert.deepEqual(valuesOf(weights), list(file.layers[i].W.flat().map((x) => x + 0)));
          assert.deepEqual(valuesOf(bias!), list(file.layers[i].b.map((x) => x + 0)));
        });
        for (const input of inputsOf(file)) assertSame(text, file, input);
      }),
      { numRuns },
    );
  });

  it('any change to a text is read, or said to be wrong within it', () => {
    const piece = fc.constantFrom('', ',', '\n', '0', '1e999', '-', '//', 'x', '\r', ' ', '1,2,3\n', '.', '\ufeff', '9'.repeat(30)); // prettier-ignore
    const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(20), put: piece });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        let text = stanfordSample;
        for (const { at, cut, put } of changes) {
          const from = Math.floor(at * text.length);
          text = text.slice(0, from) + put + text.slice(from + cut);
        }
        const { diagnostics, network, sizes, layers } = checkText(readText(text));
        for (const { range } of diagnostics) {
          assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length, text);
        }
        assert.equal(sizes.length, layers.length + 1);
        if (readText(text).stanford !== null) assert.equal(network === null, diagnostics.length > 0);
      }),
      { numRuns: 5 * numRuns },
    );
  });

  it('of tens of megabytes are read', () => {
    const row = `${Array.from({ length: 1000 }, (_, i) => `-${(i * 7919) % 10}.${100000 + i}e-02`).join(',')},\n`;
    const text = `2,1000,1000,1000,\n1000,1000,1000,\n0,\n0,\n0,\n0,\n0,\n${(row.repeat(1000) + '0.5,\n'.repeat(1000)).repeat(2)}`;
    assert.ok(text.length > 2e7);
    assert.deepEqual(network(text).sizes, [1000, 1000, 1000]);
  });

  describe('the real ones', () => {
    const files = realFiles();
    if (files.length === 0) it('are not here (NNET_STANFORD names their folder)');
    for (const { name, text } of files) {
      it(`${name} has the values that its own program computes`, () => {
        const file = numbersIn(text);
        for (const input of inputsOf(file)) {
          assertSame(text, file, input);
          // On these even relative to the value itself.
          const { y } = evaluate(file, input);
          outputAt(text, input).forEach((value, j) => {
            assert.ok(Math.abs(value - y[j]) <= 1e-12 * Math.max(1, Math.abs(y[j])), `${value} ${y[j]}`);
          });
        }
      });
    }
  });
});
