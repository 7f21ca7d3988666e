// Long work is done in steps between which the editor has its turn. No clock: a step is too long if there are too few.
import { csvRows } from '../../../src/language/matrices/csvMatrix';
import assert from 'node:assert/strict';
import { numberDiagnostics } from '../../../src/analysis/numberDiagnostics';
import { readTextSteps } from '../../../src/analysis/readText';
import { faultDiagnostics } from '../../../src/analysis/faultDiagnostics';
import { derivativeDiagnostics } from '../../../src/analysis/derivativeDiagnostics';
import { checkGradient } from '../../../src/engine/check/gradientCheck';
import { faultSteps } from '../../../src/engine/flaws/fault';
import { underflowSteps } from '../../../src/engine/flaws/underflow';
import { hessianVectorSteps } from '../../../src/engine/hessianVector';
import { traceNetwork, traceSteps } from '../../../src/engine/traceNetwork';
import { formatSteps } from '../../../src/language/format/format';
import { check, checkSteps } from '../../../src/language/meaning/checker';
import { parse, parseSteps } from '../../../src/language/syntax/parser';
import { LineMap } from '../../../src/language/text/lineMap';
import { hasNumbers } from '../../../src/network/network';
import { pageSteps } from '../../../src/page/networkPage';
import { usualChoices } from '../../../src/page/pageChoices';
import type { NumberTable } from '../../../src/service/paste/numberTable';
import { pastedMatrix } from '../../../src/service/paste/pasteMatrix';
import { writtenMatrix } from '../../../src/mistakes/writtenMatrix';
import { readMatrix } from '../../../src/service/paste/readMatrix';
import { workParts } from '../../../src/service/paste/workParts';
import { exercisesWithoutSheet } from '../../../src/language/meaning/exercises';
import { finish, type Steps } from '../../../src/steps/steps';

const repeat = (what: string, times: number, separator = ' '): string => new Array(times).fill(what).join(separator);

/** How often others had their turn. */
function pauses(steps: Steps<unknown>): number {
  let count = 0;
  while (steps.next().done !== true) count++;
  return count;
}

function atLeast(least: number, steps: Steps<unknown>): void {
  const found = pauses(steps);
  assert.ok(found >= least, `${found} pauses, expected at least ${least}`);
}

function traced(text: string) {
  const checked = check(parse(text));
  const { network } = checked;
  assert.ok(network !== null && hasNumbers(network), JSON.stringify(checked.diagnostics[0]?.message));
  const traces = network.samples.map((sample) => traceNetwork(network, sample));
  return { checked, network, traces, sample: network.samples[0], trace: traces[0] };
}

const definitions = (count: number): string => Array.from({ length: count }, (_, i) => `let c${i} = ${i}`).join('\n');
const batch = (columns: number): string => `batch X = [${repeat('0.5', columns)}]`;
const labels = (columns: number): string => `target = onehot([${repeat('2', columns)}])`;

describe('long work has pauses', () => {
  it('in reading very many definitions and lines', () => {
    atLeast(60, parseSteps(definitions(20_000)));
    atLeast(60, checkSteps(parse(definitions(20_000))));
    atLeast(80, checkSteps(parse('x\n'.repeat(50_000))));
    atLeast(4, LineMap.steps('x\n'.repeat(3_000_000)));
    for (const end of [']', '~ x tanh tanh]', ''])
      atLeast(25, parseSteps(`input 1\nlayer [${repeat('tanh', 30_000)} ${end}\n`));
    atLeast(25, parseSteps(`exercise\n  ask ${repeat('N1', 30_000)}\n`));
    atLeast(25, parseSteps(`input 1\nlayer [tanh ~ ${repeat('tanh', 30_000)}]\n`));
  });

  it('in passing very many empty lines and stray signs', () => {
    for (const line of ['\n', '\r', '\r\n', ';', ', ;\n', '# c\n']) atLeast(60, parseSteps(line.repeat(100_000)));
  });

  it('in passing what is left of something broken, and signs between and behind entries', () => {
    const ones = repeat('1', 200_000);
    for (const text of [
      `let a = max(1 ${ones})`,
      `let a = ${'('.repeat(200)}${ones}${')'.repeat(200)}`,
      `let a = (${repeat('1', 200_000, '+')})`,
      `activation f(x${',a=1'.repeat(50_000)}) = x`,
      `layer tanh\n  W = choose([1]${',1'.repeat(100_000)})`,
      `layer tanh\n  W = tensor([1]${', dtype=1'.repeat(50_000)})`,
      `layer tanh\n  W = [1 (1 ~ ${ones})]`,
      `layer tanh\n  W = [1 max(1 ~ ${ones}) 1]`,
      `layer tanh\n  W = [1 [${ones}]]`,
      `layer tanh\n  W = [[[${ones}]]]`,
      `layer tanh\n  W = [${';'.repeat(200_000)}1 ~]`,
      `input 1${';,'.repeat(100_000)}`,
    ]) {
      atLeast(150, parseSteps(text));
    }
    atLeast(50, parseSteps(`layer tanh\n  W = [${'#\n'.repeat(2_000_000)}1]`));
  });

  it('in reading words of megabytes', () => {
    for (const word of ['a', 'λ', '1', '1_', '.1']) {
      atLeast(8, parseSteps(word.repeat(3_000_000)));
      atLeast(8, checkSteps(parse(`let a = ${word.repeat(3_000_000)}`)));
    }
  });

  it('in looking at thousands of statements whose parts are missing', () => {
    const inputs = 'batch X = [1]\n'.repeat(20_000);
    atLeast(200, checkSteps(parse(`${inputs}layer 1 tanh\nloss sse\n`)));
    const files = Array.from({ length: 20_000 }, (_, i) => `input X${i} = file("${i}.csv")`).join('\n');
    atLeast(530, checkSteps(parse(`${files}\nlayer 1 tanh\n`)));
    atLeast(100, checkSteps(parse(`input 1\n${'layer 2 tanh\n'.repeat(10_000)}`)));
    const { exercises } = check(parse('exercise "a"\n'.repeat(20_000)));
    atLeast(4, exercisesWithoutSheet(exercises, null));
  });

  it('in formatting a megabyte of empty lines', () => {
    atLeast(100, formatSteps(parse(`let a = 1\n${'\n'.repeat(1_000_000)}let b = 1\n`)));
  });

  it('in reading a CSV file of one line', () => {
    for (const separator of [',', ';', ' ', '\t']) {
      atLeast(4, csvRows('W.csv', new TextEncoder().encode(repeat('0.5', 100_000, separator))));
      atLeast(50, csvRows('W.csv', new TextEncoder().encode(repeat('"0.5"', 100_000, separator))));
      atLeast(30, csvRows('W.csv', new TextEncoder().encode(repeat('name', 100_000, separator))));
    }
  });

  it('in reading long CSV files, whatever is in them', () => {
    for (const text of ['1,2\n'.repeat(100_000), 'a,1,2\n'.repeat(50_000), '0,5;1\n'.repeat(50_000)])
      atLeast(10, csvRows('W.csv', new TextEncoder().encode(text)));
    for (const cell of ['x'.repeat(9e6), `"${'1'.repeat(9e6)}"`]) atLeast(8, csvRows('W.csv', new TextEncoder().encode(cell))); // prettier-ignore
    atLeast(300, csvRows('W.csv', new TextEncoder().encode(`"${'""'.repeat(2_000_000)}"`)));
    atLeast(8, csvRows('W.csv', Uint8Array.from(Buffer.from(`\ufeff${'1'.repeat(5e6)}`, 'utf16le'))));
    atLeast(8, csvRows('W.csv', new TextEncoder().encode('я'.repeat(5e6))));
  });

  it('in reading a pasted matrix of any kind, and several with their names', () => {
    const cells = 60_000;
    const spec = parse(`layer tanh\n  W = [${repeat('1', 100_000)}`);
    const [rows, line] = [repeat(repeat('0.5', 10), cells / 10, '\n'), repeat('0.5', cells)];
    for (const text of [
      ...[rows, line, rows.replaceAll(' ', '\t'), line.replaceAll(' ', ';'), rows.replaceAll('.', ',')],
      `array([[${rows.replaceAll(' ', ', ').replaceAll('\n', '],\n [')}]])`,
      `2 * [${line}]`,
      `{{${line.replaceAll(' ', ', ')}}}`,
      `\\begin{pmatrix}${rows.replaceAll(' ', ' & ').replaceAll('\n', ' \\\\ ')}\\end{pmatrix}`,
      `mat(${rows.replaceAll(' ', ', ').replaceAll('\n', '; ')})`,
      rows.replace(/^.*$/gm, '[$&]'),
      `10000×10 Matrix{Float64}:\n${rows}`,
      `A =\n\n   1.0e+03 *\n\n${rows}\n`,
      rows.replace(/^.*$/gm, '| $& |').replaceAll('5 0', '5 | 0'),
      `  a b c d e f g h i j\n${rows.replace(/^/gm, 'r ')}`,
      rows
        .split('\n')
        .map((row, r) => `[${10 * r + 1}] ${row}`)
        .join('\n'),
      repeat('word', cells),
      repeat('word', cells, '\n'),
    ]) {
      atLeast(15, readMatrix(text));
    }
    const reading = pauses(readMatrix(rows));
    atLeast(reading + 4, pastedMatrix(rows, spec, spec.text.length));
    atLeast(4, workParts(`N1 = [${line}]\nN2: [${line}]\nN3 = [${line}]\nN4: [${line}]`));
    const table = finish(readMatrix(rows)) as NumberTable;
    assert.equal(table.length, cells / 10);
    atLeast(9, writtenMatrix(table));
  });

  it('in reading a Stanford NNet file', () => {
    const row = (numbers: number) => `${repeat('0.5', numbers, ',')}\n`;
    const layer = row(1000).repeat(1000) + '1\n'.repeat(1000);
    const scaling = row(1000).repeat(2) + row(1001).repeat(2);
    const file = `2,1000,1000,1000\n1000,1000,1000\n0\n${scaling}${layer}${layer}`;
    assert.deepEqual(finish(readTextSteps(file)).stanford!.sizes, [1000, 1000, 1000]);
    atLeast(30, readTextSteps(file));
  });

  it('in tens of thousands of misplaced or repeated statements and quantities, none of which looks through all others', () => {
    for (const line of ['b = [1]', 'W = [1]', 'V3 = [1]', 'target = [1]']) {
      const { diagnostics } = check(parse(`${line}\n`.repeat(100_000)));
      assert.ok(
        diagnostics.some(({ code }) => code === 'misplaced-statement'),
        line,
      );
    }
    const asked = Array.from({ length: 100_000 }, (_, i) => `gradW1[${i + 1},1]`).join(' ');
    atLeast(100, checkSteps(parse(`exercise "Long"\n  ask ${asked} ${repeat('N1', 100_000)}\n`)));
    atLeast(100, checkSteps(parse(`input 1\nlayer 9 [${repeat('2.5 tahn', 60_000)}]\n  W = ones()\n`)));
  });

  it('in finding the sizes of thousands of layers, right and wrong', () => {
    const layers = (W: string): string => `input X = [1 2]\n${repeat(`layer tanh\n  W = ${W}`, 3000, '\n')}\noutput 1`;
    atLeast(100, checkSteps(parse(layers('[1 2; 3 4]'))));
    atLeast(100, checkSteps(parse(layers('[1 2; 3 4; 5 6]'))));
  });

  it('in making thousands of activations', () => {
    const list = Array.from({ length: 2000 }, (_, i) => `f(${i})`).join(' ');
    atLeast(30, checkSteps(parse(`activation f(x, a = 1) = a*x\ninput X = [1]\nlayer [${list}]\n  W = ones()`)));
  });

  it('in formatting thousands of statements, and a long matrix', () => {
    atLeast(40, formatSteps(parse(definitions(10_000))));
    atLeast(10, formatSteps(parse(`input 100\nlayer tanh\n  W = [${repeat(repeat('1', 100), 400, '\n')}]`)));
  });

  it('in softmax of very many outputs, its loss and what is not finite', () => {
    const { network, sample, trace } = traced(
      `${batch(1000)}\nlayer 1000 softmax\n  W = glorot()\n${labels(1000)}\nloss cross_entropy`,
    );
    atLeast(40, traceSteps(network, sample));
    atLeast(1, faultSteps(trace));
    atLeast(4, underflowSteps(trace));
    const few = traced(`${batch(2)}\nlayer 2 softmax\n  W = glorot()\n${labels(2)}\nloss cross_entropy`);
    const page = ({ network, trace }: typeof few) =>
      pauses(pageSteps({ network, trace, check: null, choices: usualChoices }));
    assert.ok(page({ ...few, network, trace }) >= page(few) + 1);
  });

  it('in looking for lost digits in thousands of layers', () => {
    const deep = traced(`input X = [1]\n${repeat('layer tanh\n  W = [0.5]', 3000, '\n')}\noutput 1`);
    atLeast(3000, underflowSteps(deep.trace));
  });

  it('in a custom loss and a custom activation of many operations', () => {
    const loss = traced(
      `${batch(200)}\nlayer 200 tanh\n  W = glorot()\n${labels(200)}\nloss (y, t) = (y - t)^4 + abs(y)`,
    );
    atLeast(30, traceSteps(loss.network, loss.sample));
    const formula = repeat(`(${repeat('sin(x)', 60, '+')})`, 5, '+');
    const long = traced(
      `activation f(x) = ${formula}\ninput X = [1]\nlayer 1000 f\n  W = ones()\nlayer 1 tanh\n  W = ones()\noutput 1`,
    );
    atLeast(20, traceSteps(long.network, long.sample));
    // A few values of f take as long as a whole check of a usual network.
    atLeast(100, checkGradient(long.network, long.sample, { kind: 'output', index: 1 }, long.trace));
  });

  it('within one value of the objective, where the network is large', () => {
    const { network, sample, trace } = traced(
      'input X = [1]\nlayer 300000 sigmoid\n  W = ones()\nlayer 1 identity\n  W = ones()\noutput 1',
    );
    atLeast(200, checkGradient(network, sample, { kind: 'output', index: 1 }, trace));
  });

  it('in what is said of the numbers', () => {
    const kinks = traced(
      `${Array.from({ length: 5000 }, (_, i) => `input X${i} = [0]`).join('\n')}\nlayer 1 relu\n  W = [1]\noutput 1`,
    );
    atLeast(2, numberDiagnostics(kinks.checked, kinks.traces));
    const large = traced(
      `${Array.from({ length: 2000 }, (_, i) => `input X${i} = [1e200]`).join('\n')}\nlayer 1 square\n  W = [1]\noutput 1`,
    );
    atLeast(7, faultDiagnostics(large.checked, large.traces));
    const stated = traced(
      'activation f(x) = x^2\nderivative f(x) = 2*x\ninput X = [1]\nlayer 5000 f\n  W = glorot()\nlayer 1 tanh\n  W = ones()\noutput 1',
    );
    atLeast(1, derivativeDiagnostics(stated.checked, stated.traces));
  });

  it('between the sections of a page', () => {
    const { network, trace } = traced('input X = [1]\nlayer 2 tanh\n  W = [1; 2]\nlayer 1 tanh\n  W = [1 2]\noutput 1');
    atLeast(6, pageSteps({ network, trace, check: null, choices: usualChoices }));
  });

  it('in the Hessian times a direction of very many outputs', () => {
    for (const last of ['softmax', 'sigmoid'])
      for (const [loss, least] of [
        ['cross_entropy', 3],
        ['binary_cross_entropy', 3],
        ['half_sse', 25],
      ] as const) {
        const layer = `layer 10 ${last}\n  W = glorot()\n  V = ones()\nloss ${loss}\n`;
        atLeast(least, hessianVectorSteps(traced(`${batch(3000)}\n${labels(3000)}\n${layer}`).trace));
      }
  });
});
