// Up to which size a Stanford NNet file is read and converted: each limit at n and at n + 1.
import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { convertStanford } from '../../../src/stanford/convertStanford';
import { stanfordText } from './stanfordText';

const numbers = (count: number, x: number) => new Array<number>(count).fill(x);

/** One layer with bounds for each input. */
const file = (inputs: number, comment = '') =>
  comment +
  stanfordText({
    sizes: [inputs, 1],
    minimums: numbers(inputs, -1),
    maximums: numbers(inputs, 1),
    means: numbers(inputs + 1, 0),
    ranges: numbers(inputs + 1, 1),
    layers: [{ W: [numbers(inputs, 1)], b: [0] }],
  });

describe('The limits of a Stanford NNet file', () => {
  it('the bounds of 20 inputs are written into the converted text', async () => {
    const bounds = async (inputs: number) => {
      const { stanford, network } = await Analysis.of(file(inputs));
      const made = convertStanford(stanford, network, null);
      return 'text' in made ? made.text.split('≤ x').length - 1 : assert.fail('refused');
    };
    assert.deepEqual([await bounds(20), await bounds(21)], [20, 0]);
  });

  it('a mark has 1000 characters, with the spaces in it', async () => {
    const isRead = async (length: number) => {
      const mark = `//${' '.repeat(length - 7)}nnet:`;
      return (await Analysis.of(file(1, `${mark} input X = [0.5]\n`))).stanford!.chosen.input !== null;
    };
    assert.deepEqual([await isRead(1000), await isRead(1001)], [true, false]);
  });

  it('a network has 10 000 layers, 1 000 000 neurons in each and 50 000 000 weights and biases', async () => {
    const isTooLarge = async (...sizes: number[]) => {
      const header = `${sizes.length - 1},${sizes[0]},${sizes.at(-1)},${Math.max(...sizes.slice(0, 9))},\n${sizes.join(',')},\n`;
      return (await Analysis.of(`// a\n${header}0,\n`)).diagnostics.some(({ code }) => code === 'too-large');
    };
    assert.deepEqual([await isTooLarge(...numbers(10_001, 1)), await isTooLarge(...numbers(10_002, 1))], [false, true]);
    assert.deepEqual([await isTooLarge(1, 1_000_000), await isTooLarge(1, 1_000_001)], [false, true]);
    assert.deepEqual([await isTooLarge(49_999_999, 1), await isTooLarge(50_000_000, 1)], [false, true]);
  });

  it('1000 lines begin with the mark', async () => {
    const isTooLarge = async (lines: number) =>
      (await Analysis.of(file(1, '// nnet:\n'.repeat(lines)))).diagnostics.some(({ code }) => code === 'too-large');
    assert.deepEqual([await isTooLarge(1000), await isTooLarge(1001)], [false, true]);
  });
});
