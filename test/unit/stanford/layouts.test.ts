import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { checkText, readText } from '../../../src/analysis/readText';
import { forward } from '../../../src/engine/forward';
import { say } from '../../../src/message/message';
import { column } from '../../../src/network/matrix';
import { valuesOf } from '../../../src/stanford/stanfordFile';
import { written, writtenNetworks, type WrittenNetwork } from './writtenNetwork';

const numRuns = Number(process.env['NNET_FUZZ'] ?? 300);

/** All that is read of a text, and what is said of it, as `severity code “underlined”: message`. */
function reading(text: string) {
  const read = readText(text);
  const { network, diagnostics } = checkText(read);
  const said = diagnostics.map(({ severity, code, range, message }) => {
    assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length);
    return `${severity} ${code} “${text.slice(range.start, range.end)}”: ${say(message)}`;
  });
  return { ...read, network, said };
}

function outputAt(text: string, X?: readonly number[]): number[] {
  const { network, said } = reading(text);
  assert.ok(network, said.join('\n'));
  const [sample] = network.samples;
  return [...forward(network, X ? { ...sample, X: column(X) } : sample).output.data];
}

// W₁ = [0.5 −1; 2 0.25], b₁ = [0.125 −0.5], W₂ = [1.5 −2], b₂ = 0.75. By hand: f(0, 0) = 1.5·0.125 + 0.75 = 0.9375,
// and f(3, 0) = 1.5·1.625 − 2·5.5 + 0.75 = −7.8125.
const LAYERS = '0.5,-1,\n2,0.25,\n0.125,\n-0.5,\n1.5,-2,\n0.75,\n';
const file = (means: string, ranges: string, more: { bounds?: string; layers?: string; top?: string } = {}): string =>
  `${more.top ?? '2,2,1,2,\n2,2,1,\n0,\n'}${more.bounds ?? '-10,-10,\n10,10,\n'}${means}\n${ranges}\n${more.layers ?? LAYERS}`;

describe('layouts of Stanford NNet files', () => {
  it('a number too small for a double is reported where it is', () => {
    const { said } = reading(file('0,0,0', '1,1,1', { layers: LAYERS.replace('0.25', '-2.5e-400') }));
    assert.equal(said.length, 1);
    assert.match(said[0], /^information underflow “-2\.5e-400”: .* taken as 0\.$/);
  });

  it('ranges that are all 0 normalise nothing, which is a warning', () => {
    const warning = /^warning stanford-scaling “0,0(,0|,1)?”: The ranges of the inputs are all 0/;
    for (const text of [file('0,0,', '0,0,'), file('0,0,0,', '0,0,0,'), file('0,0,0,', '0,0,1,')]) {
      const { said } = reading(text);
      assert.equal(said.length, 1);
      assert.match(said[0], warning);
      assert.deepEqual(outputAt(text), [0.9375]);
      assert.deepEqual(outputAt(text, [3, 0]), [-7.8125]);
    }
    // The range of the outputs counts all the same: −7.8125·4 + 1.
    assert.deepEqual(outputAt(file('0,0,1', '0,0,4'), [3, 0]), [-30.25]);
    assert.match(reading(file('3,1,10', '0,0,5')).said[0], /^error file-format “0”: The range of input 1 is 0/);
    assert.match(reading(file('0,0,10', '0,2,5')).said[0], /^error file-format “0”: The range of input 1 is 0/);
  });

  it('a mean and a range for each input alone scale the inputs, with a warning that sisl would scale the output', () => {
    const text = file('3,1,', '2,4,');
    const { said } = reading(text);
    assert.equal(said.length, 1);
    assert.match(said[0], /^warning stanford-scaling “3,1”: There are means and ranges for the 2 inputs but none for the outputs.*sisl/); // prettier-ignore
    // (9 − 3)/2 = 3 and (1 − 1)/4 = 0.
    assert.deepEqual(outputAt(text, [9, 1]), [-7.8125]);
    // With those of the output: −7.8125·5 + 10.
    assert.deepEqual(outputAt(file('3,1,10', '2,4,5'), [9, 1]), [-29.0625]);
    assert.deepEqual(reading(file('3,1,10', '2,4,5')).said, []);
    assert.deepEqual(outputAt(file('0', '2,4'), [6, 0]), [-7.8125]);
  });

  it('a single 0 or - in each line stands for none', () => {
    for (const mark of ['0', '0,', '-', '-']) {
      const text = file(mark, mark, { bounds: `${mark}\n${mark}\n` });
      assert.deepEqual(reading(text).said, []);
      assert.deepEqual(outputAt(text, [3, 0]), [-7.8125]);
    }
    assert.match(reading(file('-', '2,4,5')).said[0], /^error bad-number “-”/);
  });

  it('bounds may be infinite, in any spelling of it', () => {
    const text = file('3,1,10', '2,4,5', { bounds: '-inf, -Infinity,\n+inf,INF\n' });
    assert.deepEqual(reading(text).said, []);
    assert.deepEqual([...reading(text).stanford!.scaling!.minimums], [-Infinity, -Infinity]);
    assert.deepEqual([...reading(text).stanford!.scaling!.maximums], [Infinity, Infinity]);
    assert.match(reading(file('inf,1,10', '2,4,5')).said[0], /^error bad-number “inf”/);
    assert.match(reading(text.replace('0.25', 'inf')).said[0], /^error bad-number “inf”/);
    assert.match(reading(text.replace('-inf', 'inf')).said[0], /^error file-format “inf”: No input is larger/);
  });

  it('of a mean and a range for each output the last counts for all, which is a hint', () => {
    const text = file('0,0,1,2', '1,1,4,8', {
      top: '2,2,2,2,\n2,2,2,\n0,\n',
      layers: '0.5,-1,\n2,0.25,\n0.125,\n-0.5,\n1.5,-2,\n-1,0.5,\n0.75,\n1\n',
    });
    const { said } = reading(text);
    assert.equal(said.length, 1);
    assert.match(said[0], /^hint stanford-layout “0,0,1,2”: This file has a mean and a range for each output/);
    // 0.9375·8 + 2, (1 − 0.125)·8 + 2.
    assert.deepEqual(outputAt(text), [9.5, 9]);
    assert.deepEqual(reading(text.replace('1,2', '2,2').replace('4,8', '8,8')).said, []);
  });

  it('as many minimums as maximums, and means as ranges: what was lost or added cannot be known', () => {
    const bounds = (text: string) => reading(file('3,1,10', '2,4,5', { bounds: text })).said;
    assert.match(bounds('-9,-10,-10\n10,10\n')[0], /^error file-format “-9,-10,-10”: Found 3 minimums and 2 maximums/);
    assert.match(bounds('0\n10,10\n')[0], /^error file-format “0”: Found 1 minimums and 2 maximums/);
    assert.match(
      reading(file('3,1,10,9', '2,4,5')).said[0],
      /^error file-format “3,1,10,9”: Found 4 means and 3 ranges/,
    );
    assert.match(
      reading(file('3,1,10', '2,4,5,9')).said[0],
      /^error file-format “2,4,5,9”: Found 3 means and 4 ranges/,
    );
    assert.match(reading(file('3,1', '2,4,5')).said[0], /^error file-format “3,1”: Found 2 means, expected 3/);
  });

  it('rows may be wrapped over lines, and biases be in one', () => {
    const layers = '0.5\n-1,\n2\n0.25,\n0.125,-0.5,\n1.5,\n-2,\n0.75';
    assert.deepEqual(outputAt(file('3,1,10', '2,4,5', { layers }), [9, 1]), [-29.0625]);
    const tooLong = file('3,1,10', '2,4,5', { layers: LAYERS.replace('2,0.25', '2,0.25,7') });
    assert.match(reading(tooLong).said[0], /^error file-format “2,0.25,7”: Row 2 of W1 has length 3/);
  });

  it('rows that were shortened by dots are refused, with the reason', () => {
    for (const row of ['0.5,...,-1,', '0.5, ..., -1', '0.5 ... -1', '0.5,…,-1', '...,']) {
      const { said, network } = reading(file('3,1,10', '2,4,5', { layers: LAYERS.replace('0.5,-1,', row) }));
      assert.equal(network, null);
      assert.match(said[0], /^error file-format “(\.\.\.|…)”: This line was shortened/);
    }
  });

  it('the header may count the input as a layer, and the sizes line may have one size more than there are layers', () => {
    const counted = file('3,1,10', '2,4,5', { top: '3,2,1,2,\n2,2,1,\n0,\n' });
    assert.deepEqual(reading(counted).said, []);
    assert.deepEqual(outputAt(counted, [9, 1]), [-29.0625]);
    const longer = file('3,1,10', '2,4,5', { top: '2,2,1,2,\n2,2,1,7,\n0,\n' });
    assert.deepEqual(outputAt(longer, [9, 1]), [-29.0625]);
    assert.equal(reading(longer).said.length, 1);
    assert.match(
      reading(longer).said[0],
      /^hint stanford-layout “7”: This size is not used: the first line says the file has 2 layers/,
    );
    // Where the header has it wrong too, no layout explains the lines.
    const wrong = file('3,1,10', '2,4,5', { top: '3,2,1,2,\n2,2,1,7,\n0,\n' });
    assert.equal(reading(wrong).network, null);
  });

  it('the four lines may be missing altogether: rows of weights are never bounds', () => {
    for (const flag of ['0,\n', '0,0,\n']) {
      const text = `2,2,1,2,\n2,2,1,\n${flag}${LAYERS}`;
      assert.deepEqual(outputAt(text, [3, 0]), [-7.8125]);
      assert.match(reading(text).said.join(), /^hint stanford-layout “[0,]+”: The layers start below this line/);
      assert.match(reading(text.replace('2,0.25', '2')).said[0], /^error file-format “2”: Row 2 of W1 has length 1/);
    }
  });

  it('of two layouts that both explain every line, the one with the outputs of the header is taken, with a warning', () => {
    // 1-1-2 without scaling, or 1-1 with it: six lines of one number each.
    const lines = (outputs: number) => `1,1,${outputs},2,\n1,1,2,\n0,\n-5,\n5,\n2,\n4,\n3,\n7,\n`;
    const [one, two] = [reading(lines(1)), reading(lines(2))];
    assert.match(one.said.join(), /warning stanford-scaling “1,1,2”: The lines fit more than one layout. They are read as 1 layers with minimums/); // prettier-ignore
    assert.deepEqual(one.stanford!.sizes, [1, 1]);
    assert.match(two.said.join(), /warning stanford-scaling “1,1,2”: .* as 2 layers without minimums/);
    assert.deepEqual(two.stanford!.sizes, [1, 1, 2]);
    // Where neither has them, rather the one with the four lines.
    const neither = reading(lines(3));
    assert.match(neither.said.join(), /warning stanford-scaling “1,1,2”: .* as 1 layers with minimums/);
    assert.deepEqual(neither.stanford!.sizes, [1, 1]);
  });

  it('files of other programs are told apart', () => {
    const foreign = (text: string): string => {
      const { said, network } = reading(text);
      assert.equal(network, null);
      assert.equal(said.length, 1);
      return said[0];
    };
    const convolution = '//out_channel, in_channel, kernel\n2,4,1,4,\n4,4,1,\n1,0,\n1,1,2,1,0,\n0.5,0.25,\n0.1,\n1,2,3,4,\n7,\n'; // prettier-ignore
    assert.match(foreign(convolution), /^error foreign-file “1,0,”: This network has convolutional/);
    // The lines of flags have 0, 1 and 2; any other number is none of them.
    assert.doesNotMatch(foreign(convolution.replace('\n1,0,\n', '\n1,5,\n')), /convolutional/);
    assert.match(foreign('2,1\nlayer1{\n0.5\nweights: {\n0,0,1\n}}\n'), /^error foreign-file “layer1{”: .* braces/);
    assert.match(foreign('layers 1\nlayer 0 Dense\n1 1\n[0.5]\n[0.25]\n'), /^error foreign-file “layers 1”: .* Keras/);
  });

  /** The network that a text must give, as the writer had it. */
  function assertRead(text: string, { sizes, W, b, bounds, normalisation }: WrittenNetwork): void {
    const { stanford, said } = reading(text);
    assert.deepEqual(said.filter((one) => one.startsWith('error')), []); // prettier-ignore
    const n = sizes[0];
    assert.deepEqual(stanford!.sizes, sizes);
    stanford!.layers.forEach(({ weights, bias }, i) => {
      assert.deepEqual([...valuesOf(weights)], W[i].flat());
      assert.deepEqual([...valuesOf(bias!)], b[i]);
    });
    const { kind } = normalisation;
    const scaled = kind === 'usual' || kind === 'inputs' || kind === 'outputs';
    const open = bounds === null || kind === 'nothing' || kind === 'absent';
    assert.deepEqual(stanford!.scaling, {
      minimums: Float64Array.from({ length: n }, (_, j) => (open ? -Infinity : bounds[j][0])),
      maximums: Float64Array.from({ length: n }, (_, j) => (open ? Infinity : bounds[j][1])),
      means: Float64Array.from({ length: n }, (_, j) => (scaled ? normalisation.means[j] + 0 : 0)),
      ranges: Float64Array.from({ length: n }, (_, j) => (scaled ? normalisation.ranges[j] : 1)),
      outputMean: scaled && kind !== 'inputs' ? normalisation.means.at(-1)! + 0 : 0,
      outputRange: scaled && kind !== 'inputs' ? normalisation.ranges.at(-1)! : 1,
    });
  }

  it('any network is read back exactly, however it is written', () => {
    fc.assert(
      fc.property(writtenNetworks(), (network) => assertRead(written(network), network)),
      { numRuns },
    );
  });

  it('a damaged file is refused, at a place and with a reason, or read as if it were whole', () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
    const damage = fc.record({
      kind: fc.constantFrom('line gone', 'line twice', 'number gone', 'number more', 'cut', 'joined', 'split', 'junk'),
      at: place,
    });
    let [refused, whole] = [0, 0];
    fc.assert(
      fc.property(writtenNetworks(2), damage, (network, { kind, at }) => {
        const text = damaged(written(network), kind, at);
        const { said, network: read } = reading(text);
        if (read === null) {
          refused++;
          assert.ok(said.some((one) => one.startsWith('error')), text); // prettier-ignore
        } else {
          whole++;
          assertRead(text, network);
        }
      }),
      { numRuns: 4 * numRuns },
    );
    assert.ok(refused > 0 && whole > 0);
  });

  describe('the replicas of what was met', () => {
    const folder = path.resolve(import.meta.dirname, '../../../../shared/data/stanford-variants');
    const values: Record<string, number[] | RegExp> = {
      '05-n-means-zero-ranges': [1],
      '06-zero-ranges-output-one': [1],
      '09-neurify-convolution': /^error foreign-file/,
      '11-dash-for-none': [0.625, 0.625],
      '12-braces-of-another-program': /^error foreign-file/,
      '13-keras-dump': /^error foreign-file/,
      '16-row-wrapped-over-lines': [0.35],
      '17-rows-shortened-by-dots': /^error file-format .* shortened/,
      '23-biases-on-one-line': [1],
      '24-inf-bounds': [1],
      '25-a-mean-for-each-output': [24, 21.5],
      '26-header-counts-input-layer': [1],
    };
    if (!existsSync(folder)) it('are not here');
    else {
      for (const [name, expected] of Object.entries(values)) {
        it(name, () => {
          const text = readFileSync(path.join(folder, `${name}.nnet`), 'utf8');
          if (expected instanceof RegExp) {
            assert.match(reading(text).said[0], expected);
            assert.equal(reading(text).said.length, 1);
          } else outputAt(text).forEach((y, i) => assert.ok(Math.abs(y - expected[i]) < 1e-12, String(y)));
        });
      }
    }
  });
});

/** A text with one thing wrong: `at` is where, from 0 to 1. */
function damaged(text: string, kind: string, at: number): string {
  const lines = text.split(/(?<=\n)/);
  const first = lines.findIndex((line) => !line.startsWith('//'));
  // Of the first line something is left, else the text is empty, and so no Stanford file.
  const from = kind === 'cut' || kind === 'line gone' ? first + 1 : first;
  const line = from + Math.floor(at * (lines.length - from));
  const pick = <T>(of: readonly T[]): number => Math.floor(((at * 9973) % 1) * of.length);
  const numbers = lines[line].split(',');
  switch (kind) {
    case 'line gone':
      return lines.toSpliced(line, 1).join('');
    case 'line twice':
      return lines.toSpliced(line, 0, lines[line]).join('');
    case 'number gone':
      return lines.with(line, numbers.toSpliced(pick(numbers), 1).join(',')).join('');
    case 'number more':
      return lines.with(line, numbers.toSpliced(pick(numbers), 0, '0.5').join(',')).join('');
    case 'cut':
      return lines.slice(0, line).join('') + numbers.slice(0, pick(numbers)).join(',');
    case 'joined':
      return lines.with(line, lines[line].replace(/\s*,?\s*\n/, ',')).join('');
    case 'split':
      return lines.with(line, lines[line].replace(',', ',\n')).join('');
    default:
      return lines.with(line, `${lines[line].slice(0, -1)}x\n`).join('');
  }
}
