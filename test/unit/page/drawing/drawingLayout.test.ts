// The drawing of a network by its geometry: nothing overlaps, lines end at the circles, everything is within the picture.
import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { drawing } from '../../../../src/page/drawing/drawing';
import { between, LABEL_SIZE, layOutDrawing, type LaidOutColumn, type Point } from '../../../../src/page/drawing/drawingLayout'; // prettier-ignore
import { textWidth } from '../../../../src/page/drawing/textWidth';

const column = (count: number, more: Partial<LaidOutColumn> = {}): LaidOutColumn => ({
  shown: Array.from({ length: count }, (_, i) => i),
  elidedAfter: null,
  affine: false,
  name: null,
  activation: null,
  ...more,
});
/** The first four and the last two of many. */
const large = (more: Partial<LaidOutColumn> = {}) => column(6, { elidedAfter: 3, ...more });
const LONG = 'a name that is much longer than a column is wide, and longer still';

const networks: readonly (readonly LaidOutColumn[])[] = [
  [column(1), column(1)],
  [column(2), column(3, { affine: true, activation: 'tanh' }), column(1, { affine: true, name: 'out' })],
  [column(10), column(10, { affine: true }), column(10)],
  [large(), large({ affine: true, activation: 'leaky_relu, sigmoid, tanh, …' }), column(8)],
  [column(3), column(3, { name: LONG, activation: LONG }), column(3, { name: LONG, affine: true })],
  Array.from({ length: 31 }, (_, i) => column(1 + (i % 3), { affine: i % 2 === 1, activation: 'softplus' })),
];

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
const near = (found: number, wanted: number, what: string) =>
  assert.ok(Math.abs(found - wanted) < 0.02, `${what}: ${found} for ${wanted}`);

describe('the layout of a drawing', () => {
  for (const [index, network] of networks.entries()) {
    const { width, height, radius, headY, nameY, footY, activationY, columns } = layOutDrawing(network);

    it(`${index}: circles, their ellipsis and the formal neuron keep apart, in equal steps around one line`, () => {
      const middles = columns.map(({ x, neurons, ellipsis, bias }, i) => {
        const slots = [...neurons, ...(ellipsis === null ? [] : [ellipsis])].sort((a, b) => a.y - b.y);
        assert.ok([...slots, ...(bias === null ? [] : [bias])].every((place) => place.x === x));
        const step = slots.length > 1 ? slots[1].y - slots[0].y : 3 * radius;
        assert.ok(step > 2 * radius, 'circles overlap');
        slots.forEach((place, s) => near(place.y, slots[0].y + s * step, 'a slot'));
        assert.equal(ellipsis !== null, network[i].elidedAfter !== null);
        if (ellipsis !== null) assert.equal(slots.indexOf(ellipsis), network[i].elidedAfter! + 1);
        assert.equal(bias !== null, network[i + 1]?.affine ?? false);
        if (bias !== null && slots.length > 1) near(bias.y, slots.at(-1)!.y + step, 'the formal neuron');
        return (slots[0].y + slots.at(-1)!.y) / 2;
      });
      for (const middle of middles) near(middle, middles[0], 'the middle of a column');
    });

    it(`${index}: everything is within the picture, one below the other, and labels keep apart`, () => {
      const circles = columns.flatMap(({ neurons, bias }) => [...neurons, ...(bias === null ? [] : [bias])]);
      for (const { x, y } of circles) {
        assert.ok(x - radius > 20 && x + radius < width - 20);
        assert.ok(y - radius > nameY + 4 && y + radius < footY - LABEL_SIZE * 0.7);
      }
      assert.ok(headY >= 15 && nameY >= headY + 15 && activationY >= footY + LABEL_SIZE && height > activationY + 5);
      for (const key of ['name', 'activation'] as const) {
        let end = 0;
        for (const { x, [key]: label } of columns) {
          if (label === null) continue;
          const half = textWidth(label, LABEL_SIZE) / 2;
          assert.ok(x - half >= end + (end === 0 ? 10 : 13.9), `${label} at ${x}`);
          end = x + half;
        }
        assert.ok(end <= width - (end === 0 ? 0 : 10));
      }
    });

    it(`${index}: lines from the formal neuron go to each neuron of the next layer, from rim to rim`, () => {
      for (const [i, { bias, biasLines }] of columns.entries()) {
        assert.equal(biasLines.length, bias === null ? 0 : columns[i + 1].neurons.length);
        for (const [n, { x1, y1, x2, y2 }] of biasLines.entries()) {
          const [from, to] = [bias!, columns[i + 1].neurons[n]];
          near(distance({ x: x1, y: y1 }, from), radius, 'its start');
          near(distance({ x: x2, y: y2 }, to), radius, 'its end');
          near(distance({ x: x1, y: y1 }, { x: x2, y: y2 }), distance(from, to) - 2 * radius, 'its length');
        }
      }
    });
  }

  it('columns are as far apart as their number and size ask for', () => {
    const pitch = (count: number, neurons: number) => {
      const { columns } = layOutDrawing(Array.from({ length: count }, () => column(neurons)));
      return columns[1].x - columns[0].x;
    };
    assert.deepEqual([pitch(2, 4), pitch(2, 5), pitch(6, 4), pitch(6, 5), pitch(7, 1), pitch(8, 5), pitch(31, 5)], [170, 220, 150, 150, 900 / 7, 120, 120]); // prettier-ignore
  });

  it('more than eight neurons above each other are smaller and closer', () => {
    const of = (neurons: LaidOutColumn) => {
      const { radius, columns } = layOutDrawing([neurons, column(1)]);
      return [radius, columns[0].neurons[1].y - columns[0].neurons[0].y];
    };
    assert.deepEqual([of(column(8)), of(column(9)), of(large())], [[19, 54], [15, 42], [19, 54]]); // prettier-ignore
  });

  it('a line goes straight between two circles, in every direction', () => {
    // A 3-4-5 triangle: 50 from middle to middle.
    assert.deepEqual(between({ x: 0, y: 0 }, { x: 30, y: 40 }, 10), { x1: 6, y1: 8, x2: 24, y2: 32 });
    assert.deepEqual(between({ x: 30, y: 0 }, { x: 0, y: -40 }, 10), { x1: 24, y1: -8, x2: 6, y2: -32 });
    assert.deepEqual(between({ x: 5, y: 0 }, { x: 5, y: 30 }, 10), { x1: 5, y1: 10, x2: 5, y2: 20 });
  });
});

describe('what a drawing shows', () => {
  const drawn = async (text: string) => {
    const analysis = await Analysis.of(text);
    return drawing(analysis.network!, null);
  };

  it('up to ten neurons in full, of more the first four and the last two', async () => {
    const shown = async (size: number) => (await drawn(`input ${size}\nlayer 1 tanh\noutput 1\n`))!.columns[0];
    assert.deepEqual((await shown(10)).shown, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.equal((await shown(10)).elidedAfter, null);
    assert.deepEqual((await shown(11)).shown, [0, 1, 2, 3, 9, 10]);
    assert.equal((await shown(11)).elidedAfter, 3);
  });

  it('up to thirty layers', async () => {
    const deep = (layers: number) => drawn(`input = [1]\n${'layer 1 tanh\nW = [1]\n'.repeat(layers)}output 1\n`);
    assert.equal((await deep(30))!.columns.length, 31);
    assert.equal(await deep(31), null);
  });

  it('up to three activations of a layer, each once, then an ellipsis', async () => {
    const words = async (list: string, size: number) =>
      (await drawn(`input 1\nlayer ${size} [${list}]\noutput 1\n`))!.columns[1].activation;
    assert.equal(await words('tanh tanh relu sigmoid', 4), 'tanh, relu, sigmoid');
    assert.equal(await words('tanh relu sigmoid softplus', 4), 'tanh, relu, sigmoid, …');
  });

  it('edges by the size of their numbers, the largest fully', async () => {
    const edges = (await drawn('input = [1 2]\nlayer tanh\nW = [0.5 -2; 0 1]\noutput 1\n'))!.edges;
    assert.deepEqual(edges.map(({ weight }) => [weight!.value, weight!.share]), [[0.5, 0.25], [-2, 1], [0, 0], [1, 0.5]]); // prettier-ignore
    const zeros = (await drawn('input = [1 2]\nlayer tanh\nW = [0 0]\noutput 1\n'))!.edges;
    assert.deepEqual(zeros.map(({ weight }) => weight!.share), [0.15, 0.15]); // prettier-ignore
    const unknown = (await drawn('input 2\nlayer 1 tanh\noutput 1\n'))!.edges;
    assert.deepEqual(unknown.map(({ weight, gradient }) => [weight, gradient]), [[null, null], [null, null]]); // prettier-ignore
  });
});
