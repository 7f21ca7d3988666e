import assert from 'node:assert/strict';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import { say } from '../../../src/message/message';
import type { Network } from '../../../src/network/network';
import type { FormulaBlock } from '../../../src/page/page';
import { buildPage } from '../../../src/page/networkPage';
import { usualChoices, type PageChoices } from '../../../src/page/pageChoices';
import { assertTypesets } from '../notation/katexCheck';
import { input, loss, mazur, network, rows } from '../notation/networks';

/** The TeX for copying of every formula of the page, by its id. */
function formulas(net: Network, change: Partial<PageChoices> = {}): ReadonlyMap<string, string> {
  return new Map([...blocksOf(net, change)].map(([id, { plainTex }]) => [id, plainTex]));
}

/** What a screen reader says of a formula of the page. */
function spoken(net: Network, id: string): string {
  return blocksOf(net, {})
    .get(id)!
    .spoken.map((sentence) => say(sentence))
    .join('. ');
}

function blocksOf(net: Network, change: Partial<PageChoices>): ReadonlyMap<string, FormulaBlock> {
  const trace = net.samples.length === 0 ? null : traceNetwork(net, net.samples[0]);
  const page = buildPage({ network: net, trace, check: null, choices: { ...usualChoices, ...change } });
  assertTypesets(page);
  return new Map(
    page.sections.flatMap(({ blocks }) => blocks.flatMap((b) => (b.kind === 'formula' ? [[b.id, b]] : []))),
  );
}

/** By hand: x = 2, N = 6, 3, −9, σ = 6, 9, −9, σ′ = 1, 6, 1. */
const chain = network(
  [
    { activation: 'relu', inputSize: 1, size: 1, weights: rows([3]) },
    { activation: 'square', inputSize: 1, size: 1, weights: rows([0.5]) },
    { activation: 'identity', inputSize: 1, size: 1, weights: rows([-1]) },
  ],
  { samples: [input([2])] },
);

describe('§4 in small letters', () => {
  const tex = formulas(chain, { form: '2', general: true });

  it('writes the function, its parameters and the gradient as tuples of numbers', () => {
    assert.equal(
      tex.get('network.composition'),
      'f(x) = f(x; W) = \\sigma_3(w_3 \\, \\sigma_2(w_2 \\, \\sigma_1(w_1 \\, x)))',
    );
    assert.equal(
      tex.get('network.parameters.W'),
      '\\begin{aligned} W &= (w_3,\\, w_2,\\, w_1) \\\\[0.8em] ' +
        '&= \\left( \\underset{w_3}{-1},\\; \\underset{w_2}{0.5},\\; \\underset{w_1}{3} \\right) \\end{aligned}',
    );
    assert.equal(
      tex.get('gradient.tuple'),
      '\\begin{aligned} \\nabla_W f &= (\\nabla_{w_3} f,\\, \\nabla_{w_2} f,\\, \\nabla_{w_1} f) \\\\[0.8em] ' +
        '&= \\left( \\underset{\\nabla_{w_3} f}{9},\\; \\underset{\\nabla_{w_2} f}{-36},\\; \\underset{\\nabla_{w_1} f}{-6} \\right) \\end{aligned}',
    );
    assert.equal(tex.get('forward.2.N'), expected('N_2', 'w_2 \\, \\sigma_1', ['w_2', '0.5'], ['\\sigma_1', '6'], '3'));
  });

  it('has the recursion Δ_i = Δ_{i+1} w_{i+1} σ′_i from Δ_{k+1} = w_{k+1} = 1', () => {
    assert.equal(tex.get('gradient.start.beyond'), '\\Delta_4 = 1, \\qquad w_4 = 1');
    assert.equal(
      tex.get('gradient.3.Delta'),
      "\\begin{aligned} \\Delta_3 &= \\Delta_4 \\, w_4 \\, \\sigma'_3 \\\\[0.8em] &= " +
        "\\underset{\\Delta_4}{1} \\cdot \\underset{w_4}{1} \\cdot \\underset{\\sigma'_3}{1} \\\\[0.8em] &= 1 \\end{aligned}",
    );
    assert.ok(tex.get('gradient.2.Delta')!.endsWith('&= -6 \\end{aligned}'));
    assert.ok(tex.get('gradient.1.Delta')!.endsWith('&= -3 \\end{aligned}'));
    assert.equal(
      tex.get('gradient.1.fromDelta'),
      expected('\\nabla_{w_1} f', '\\Delta_1 \\, x', ['\\Delta_1', '-3'], ['x', '2'], '-6'),
    );
    assert.equal(
      tex.get('gradient.general.recursion'),
      "\\left\\{ \\begin{array}{l} \\Delta_i = \\Delta_{i+1} \\, w_{i+1} \\, \\sigma'_i, \\quad i = k, \\dots, 1, \\quad " +
        '\\Delta_{k+1} = w_{k+1} = 1 \\\\[0.5em] \\nabla_{w_i} f = \\Delta_i \\, \\sigma_{i-1}, \\quad \\sigma_0 = x ' +
        '\\end{array} \\right.',
    );
  });

  it('has ∇L in the place of Δ_{k+1} = 1 where there is a loss', () => {
    const lossy = { ...chain, objective: loss('half_sse'), samples: [input([2], [1])] };
    // ∇L = −9 − 1.
    assert.equal(
      formulas(lossy, { form: '1' }).get('gradient.start.beyond'),
      '\\Delta_4 = \\nabla L = -10, \\qquad w_4 = 1',
    );
  });
});

function expected(
  left: string,
  letters: string,
  a: readonly [string, string],
  b: readonly [string, string],
  result: string,
) {
  const [x, y] = [a, b].map(([symbol, number]) => `\\underset{${symbol}}{${number}}`);
  return `\\begin{aligned} ${left} &= ${letters} \\\\[0.8em] &= ${x} \\cdot ${y} \\\\[0.8em] &= ${result} \\end{aligned}`;
}

describe('f(X; W) and its chain of equalities', () => {
  it('goes from Σ_k(N_k) down, each member with its numbers', () => {
    const tex = formulas(chain).get('network.equalities')!;
    assert.deepEqual(tex.match(/&= .*?(?= \\\\\[|\s\\end\{aligned\})/g), [
      '&= \\Sigma_3(N_3)',
      '&= \\Sigma_3 \\left( -9 \\right)',
      '&= \\Sigma_3(W_3 \\cdot \\Sigma_2(N_2))',
      '&= \\Sigma_3 \\left( -1 \\cdot \\Sigma_2 \\left( 3 \\right) \\right)',
      '&= \\Sigma_3(W_3 \\cdot \\Sigma_2(W_2 \\cdot \\Sigma_1(N_1)))',
      '&= \\Sigma_3 \\left( -1 \\cdot \\Sigma_2 \\left( 0.5 \\cdot \\Sigma_1 \\left( 6 \\right) \\right) \\right)',
      '&= -9',
    ]);
  });

  it('says what one layer with the identity is', () => {
    const one = network([{ activation: 'identity', inputSize: 3, size: 1, weights: rows([2, -0.5, 1]) }], {
      samples: [input([1, 1, 1])],
    });
    assert.equal(formulas(one).get('network.linear.sum'), 'f(X; W) = 2 \\, x_1 - 0.5 \\, x_2 + 1 \\, x_3');
    const affine = network([{ activation: 'identity', inputSize: 1, size: 1, weights: rows([2]), bias: rows([-3]) }], {
      samples: [input([1])],
    });
    assert.equal(formulas(affine).get('network.linear.sum'), 'f(X; W, b) = 2 \\, x - 3');
    assert.equal(spoken(one, 'network.linear.sum'), 'f of X equals 2 times x 1 minus 0.5 times x 2 plus 1 times x 3');
    assert.equal(spoken(affine, 'network.linear.sum'), 'f of X equals 2 times x minus 3');
    assert.equal(formulas(chain).get('network.linear.sum'), undefined);
    assert.equal(formulas(mazur).get('network.linear.sum'), undefined);
  });
});

describe('the remarks of §5', () => {
  /** By hand: N_1 = [3; −1], Σ_1 = [9; 1], Σ′_1 = [6; −2], N_2 = 9 − 2 = 7, Σ_2 = 49, Σ′_2 = 14. */
  const net = network(
    [
      { activation: 'square', inputSize: 2, size: 2, weights: rows([1, 1], [1, -1]) },
      { activation: 'square', inputSize: 2, size: 1, weights: rows([1, -2]) },
    ],
    { samples: [input([1, 2])] },
  );

  it('2: with one last neuron ∙ is a number times a column', () => {
    assert.equal(
      formulas(net).get('gradient.remark2'),
      "\\begin{aligned} \\Sigma'_2 \\bullet W_2^T &= \\Sigma'_2 \\, W_2^T \\\\[0.8em] &= \\underset{\\Sigma'_2}{14} \\cdot " +
        '\\underset{W_2^T}{\\left[\\begin{array}{r} 1 \\\\ -2 \\end{array}\\right]} \\\\[0.8em] &= ' +
        '\\left[\\begin{array}{r} 14 \\\\ -28 \\end{array}\\right] \\end{aligned}',
    );
    assert.equal(formulas(mazur).get('gradient.remark2'), undefined, 'two outputs');
  });

  it('3: Δ from the left and from the right, also for i = k', () => {
    const tex = formulas(net, { form: 'delta' });
    const lines = (id: string) => tex.get(id)!.match(/&= .*?(?= \\\\\[0\.8em\]|\s\\end\{aligned\})/g)!;
    assert.equal(tex.get('gradient.start.beyond'), '\\Delta_3 = 1, \\qquad W_3^T = 1');
    const last = lines('gradient.2.from.1');
    assert.equal(last[0], "&= \\Delta_3 \\bullet W_3^T \\circ \\Sigma'_2");
    assert.equal(last[2], "&= (W_3^T \\cdot \\Delta_3) \\circ \\Sigma'_2");
    assert.equal(last.at(-1), '&= 14');
    const first = lines('gradient.1.from.1');
    assert.equal(first[0], "&= \\Delta_2 \\bullet W_2^T \\circ \\Sigma'_1");
    assert.ok(first[1].startsWith('&= \\underset{\\Delta_2}{14} \\bullet \\underset{W_2^T}'));
    assert.equal(first[2], "&= (W_2^T \\cdot \\Delta_2) \\circ \\Sigma'_1");
    // (14 · [1; −2]) ∘ [6; −2].
    assert.equal(first.at(-1), '&= \\left[\\begin{array}{r} 84 \\\\ 56 \\end{array}\\right]');
  });

  it('4: the shapes of the factors', () => {
    const tex = formulas(net, { form: 'delta' }).get('gradient.remark4')!;
    assert.ok(tex.includes('\\underset{2 \\times 1}{\\Delta_1} \\cdot \\underset{1 \\times 2}{X^T}'));
    assert.ok(tex.includes('\\underset{2 \\times 2}{\\nabla_{W_1} f}'));
  });
});
