import assert from 'node:assert/strict';
import { chooseOutput } from '../../../src/engine/objective';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import { say } from '../../../src/message/message';
import type { Network } from '../../../src/network/network';
import { evaluate } from '../../../src/notation/formula/evaluation';
import type { GradientForm } from '../../../src/notation/formula/forms';
import { bracket } from '../../../src/page/jacobianBlocks';
import { buildPage } from '../../../src/page/networkPage';
import type { Block, Page } from '../../../src/page/page';
import { type PageChoices, usualChoices } from '../../../src/page/pageChoices';
import { assertTypesets } from '../notation/katexCheck';
import { input, mazur, network } from '../notation/networks';
import { numbers, randomMatrix } from '../notation/randomNetworks';

function pageOf(net: Network, change: Partial<PageChoices>): Page {
  const trace = traceNetwork(net, net.samples[0]);
  const page = buildPage({ network: net, trace, check: null, choices: { ...usualChoices, ...change } });
  assertTypesets(page);
  return page;
}

function gradient(page: Page): readonly Block[] {
  return page.sections.find(({ id }) => id === 'gradient')!.blocks;
}

function tex(page: Page, id: string): string {
  const block = gradient(page).find((b) => b.id === id);
  assert.ok(block?.kind === 'formula', `no formula ${id}`);
  return block.plainTex;
}

function severalOutputs(): Network {
  const next = numbers(17);
  return network(
    [
      { activation: 'tanh', inputSize: 2, size: 4, weights: randomMatrix(4, 2, next), bias: randomMatrix(4, 1, next) },
      { activation: 'sigmoid', inputSize: 4, size: 3, weights: randomMatrix(3, 4, next) },
    ],
    { samples: [input([0.3, -0.7])] },
  );
}

/** Seven layers of two neurons. */
function deep(): Network {
  const next = numbers(5);
  const layers = Array.from({ length: 7 }, () => ({
    activation: 'tanh',
    inputSize: 2,
    size: 2,
    weights: randomMatrix(2, 2, next),
  }));
  return network([...layers, { activation: 'identity', inputSize: 2, size: 1, weights: randomMatrix(1, 2, next) }], {
    samples: [input([0.3, -0.7])],
  });
}

describe('the gradient section', () => {
  it('folds by itself what a line of five layers or more shares with the one above, and the others when asked', () => {
    const lettersOf = (expanded: readonly string[], r: number) => {
      const page = pageOf(deep(), { expanded: new Set(expanded) });
      const note = gradient(page).find(({ id }) => id === `gradient.${r}.folded`);
      const block = gradient(page).find(({ id }) => id === `gradient.${r}.W`)!;
      assert.ok(block.kind === 'formula' && block.fold?.folded === (note !== undefined));
      return tex(page, `gradient.${r}.W`).split(' \\\\')[0];
    };
    const short =
      "\\begin{aligned} \\nabla_{W_4} f &= \\underbrace{\\Delta_5 \\bullet W_5^T} \\circ \\overbrace{\\Sigma'_4 \\cdot \\Sigma_3^T}";
    assert.equal(lettersOf([], 4), short);
    // The factors of layers 8, 7, 6 and 5 are few enough.
    const four = lettersOf([], 5);
    assert.ok(four.includes("\\Sigma'_8") && !four.includes('\\Delta'), four);
    assert.ok(lettersOf(['gradient.5.W:fold'], 5).includes('\\Delta_6 \\bullet W_6^T'));
    const unfolded = lettersOf(['gradient.1.W:fold'], 1);
    for (let i = 1; i <= 8; i++) assert.ok(unfolded.includes(`\\Sigma'_${i}`), unfolded);
    assert.ok(!unfolded.includes('\\dots'));
  });

  it('starts each product of an unfolded line on a line of its own, with its operator', () => {
    const page = pageOf(deep(), { expanded: new Set(['gradient.1.W:fold']) });
    const lines = tex(page, 'gradient.1.W').split('\\\\[0.8em] &= ')[1].split(' \\\\[0.4em] &\\quad {} ');
    assert.equal(lines.length, 8);
    lines.slice(1).forEach((line, i) => {
      assert.ok(line.startsWith("\\circ \\underset{\\Sigma'_" + String(7 - i)), line);
    });
    assert.equal(lines.join(' ').split('\\underset').length - 1, 16, 'none is cut');
  });

  it('explains the products that are in the form, and no others', () => {
    const signs = [
      ['\\cdot', '⋅'],
      ['\\circ', '∘'],
      ['\\bullet', '∙'],
      ['\\otimes', '⊗'],
    ] as const;
    for (const form of ['3', '4', '5', 'delta', 'proof'] as const) {
      const page = pageOf(mazur, { form });
      const reading = gradient(page).find(({ id }) => id === 'gradient.reading');
      assert.ok(reading?.kind === 'paragraph');
      const text = reading.content.map((inline) => (inline.kind === 'text' ? say(inline.text) : '')).join(' ');
      assert.ok(text.includes('Δ'), 'the gradients by b and X are written with it');
      for (const [command, sign] of signs) {
        assert.equal(
          text.includes(sign),
          tex(page, 'gradient.formula').includes(command),
          `${form}: ${sign} in ${text}`,
        );
      }
    }
  });

  it('shows the chosen form, and (3) where the network does not have it', () => {
    const starts: readonly (readonly [GradientForm, string, string | undefined])[] = [
      ['3', '\\nabla_{W_2} L = \\nabla L \\circ', '(3)'],
      ['4', '\\nabla_{W_2} L = \\overbrace{\\Sigma_1^T \\otimes', '(4)'],
      ['5', '\\nabla_{W_2} L = \\Sigma_1^T \\otimes', '(5)'],
      ['delta', "\\Delta_2 = \\nabla L \\circ \\Sigma'_2", undefined],
      ['proof', '\\nabla_{\\Sigma_2} L = \\nabla L', '(6), (7)'],
      ['1', '\\nabla_{W_2} L = \\nabla L \\circ', '(3)'],
    ];
    for (const [form, start, tag] of starts) {
      const page = pageOf(mazur, { form });
      assert.ok(tex(page, 'gradient.formula').includes(start), tex(page, 'gradient.formula'));
      const block = gradient(page).find(({ id }) => id === 'gradient.formula');
      assert.equal(block?.kind === 'formula' && block.tag, tag);
      assert.ok(tex(page, 'gradient.1.W').includes('0.0004386 & 0.0008771'), `${form}: the same numbers`);
    }
  });

  it('has the form for a general k on top if asked, with the number of the paper', () => {
    assert.ok(!gradient(pageOf(mazur, {})).some(({ id }) => id === 'gradient.general'));
    const parts: readonly (readonly [GradientForm, string])[] = [
      ['3', "\\nabla_{W_k} f = \\overbrace{\\Sigma'_k \\cdot \\Sigma_{k-1}^T}"],
      ['4', "\\nabla_{W_k} f = \\overbrace{\\Sigma_{k-1}^T \\otimes \\Sigma'_k}"],
      ['5', '(\\widehat{\\Sigma}'],
      ['delta', 'i = k, \\dots, 1, \\quad \\Delta_{k+1} = W_{k+1}^T = 1'],
      ['proof', '\\nabla_{\\Sigma_k} f = 1 '],
    ];
    for (const [form, part] of parts) {
      const page = pageOf(mazur, { form, general: true });
      const [general, own] = gradient(page);
      assert.ok(tex(page, 'gradient.general').includes(part), tex(page, 'gradient.general'));
      assert.deepEqual([general.id, own.id], ['gradient.general', 'gradient.formula']);
      assert.equal(general.kind === 'formula' && general.tag, own.kind === 'formula' && own.tag);
    }
  });

  it('shows one layer with all the lines that lead to it', () => {
    const ids = (change: Partial<PageChoices>) =>
      gradient(pageOf(mazur, change)).flatMap(({ id }) => (/^gradient\.\d\.(W|from)/.test(id) ? [id] : []));
    assert.deepEqual(ids({ layer: 1 }), ['gradient.1.W']);
    assert.deepEqual(ids({ layer: 9 }), ['gradient.2.W', 'gradient.1.W']);
    assert.deepEqual(ids({ form: 'delta', layer: 1 }), ['gradient.1.from.2', 'gradient.1.from.1', 'gradient.1.W']);
    assert.deepEqual(ids({ form: 'proof' }), [
      'gradient.2.from.1',
      'gradient.2.W',
      'gradient.1.from.1',
      'gradient.1.W',
    ]);
  });

  it('shows shapes under the letters beside the numbers', () => {
    const shaped = tex(pageOf(mazur, { shapes: true }), 'gradient.1.W');
    assert.ok(shaped.includes('\\underset{2 \\times 2}{W_2^T}') && shaped.includes('0.0004386'));
    assert.ok(!tex(pageOf(mazur, {}), 'gradient.1.W').includes('\\times 2}{W_2^T}'));
  });

  it('shows the Jacobian output by output, and the bracket of (5) with a column for each', () => {
    const net = severalOutputs();
    const outputs = [1, 2, 3].map((j) => traceNetwork(net, net.samples[0], chooseOutput(net, j)));
    for (const form of ['3', '4', '5', 'delta', 'proof'] as const) {
      const trace = traceNetwork(net, net.samples[0]);
      const page = buildPage({ network: net, trace, check: null, outputs, choices: { ...usualChoices, form } });
      assertTypesets(page);
      const ids = gradient(page).map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
      for (const id of ['f1.2.W', 'f3.1.W', 'f3.1.b', 'f2.X', 'bracket.1'])
        assert.ok(ids.includes(`gradient.${id}`), id);
      assert.ok(!ids.includes('gradient.f1.2.b'), 'layer 2 has no bias');
      assert.ok(tex(page, 'gradient.f3.1.b').startsWith('\\nabla_{b_1} f_3 = \\Delta_1 ='));
    }
    for (const r of [1, 2]) {
      const formula = bracket(net, outputs, r);
      const { value } = evaluate(formula);
      assert.deepEqual([value!.rows, value!.cols], [net.sizes[r], 3]);
      for (let i = 0; i < value!.rows; i++) {
        for (let j = 0; j < 3; j++) {
          const wanted = outputs[j].backward!.Delta[r - 1].data[i];
          assert.ok(Math.abs(value!.data[i * 3 + j] - wanted) <= 1e-12 * Math.max(1, Math.abs(wanted)));
        }
      }
    }
  });
});
