import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finish } from '../../../src/steps/steps';
import { checkGradient } from '../../../src/engine/check/gradientCheck';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import { message, say } from '../../../src/message/message';
import type { Network } from '../../../src/network/network';
import { gradientInForm, formsOf } from '../../../src/notation/formula/forms';
import { buildPage, type PageInput } from '../../../src/page/networkPage';
import type { Block, FormulaBlock, Inline, Page } from '../../../src/page/page';
import { usualChoices } from '../../../src/page/pageChoices';
import { symbolicTex, numericTex } from '../../../src/notation/tex/tex';
import { pageTex, plainTex } from '../../../src/notation/tex/texStyle';
import { assertTypesets, typeset } from '../notation/katexCheck';
import { input, loss, mazur, network, rows } from '../notation/networks';
import { build, numbers, plans, randomMatrix, RUNS, TIMEOUT } from '../notation/randomNetworks';

const choices = usualChoices;

function pageOf(net: Network, more: Partial<PageInput> = {}): Page {
  const sample = net.samples[0];
  const trace = sample === undefined || net.layers.some((l) => l.weights === null) ? null : traceNetwork(net, sample);
  return buildPage({ network: net, trace, check: null, choices, ...more });
}

function blocks(page: Page): readonly Block[] {
  return page.sections.flatMap((section) => section.blocks);
}

function formula(page: Page, id: string): FormulaBlock {
  const block = blocks(page).find((b) => b.id === id);
  assert.ok(block?.kind === 'formula', `no formula ${id}`);
  return block;
}

function words(page: Page): string {
  return blocks(page)
    .flatMap((b) => (b.kind === 'paragraph' || b.kind === 'note' ? b.content : []))
    .map((inline) => (inline.kind === 'text' ? say(inline.text) : ''))
    .join(' ');
}

describe('the page', () => {
  it('has the sections of the design, and numbers the formula', () => {
    const trace = traceNetwork(mazur, mazur.samples[0]);
    const check = finish(checkGradient(mazur, mazur.samples[0], trace.backward!.objective, trace));
    const page = buildPage({ network: mazur, trace, check, choices });
    assert.equal(page.title, mazur.title);
    assert.deepEqual(
      page.sections.map(({ id }) => id),
      ['network', 'forward', 'gradient', 'proof', 'check', 'descent'],
    );
    assert.equal(formula(page, 'gradient.formula').tag, '(3)');
    assert.ok(words(page).includes('Against central differences, the largest relative error is'));
    assertTypesets(page);
  });

  it('writes Mazur’s network as the paper would', () => {
    const page = pageOf(mazur);
    const tex = (id: string) => formula(page, id).plainTex;
    assert.equal(
      tex('network.chain'),
      'f : \\mathbb{R}^{2} \\xrightarrow{W_1,\\, b_1} \\mathbb{R}^{2} \\overset{\\Sigma_1}{\\rightrightarrows} \\mathbb{R}^{2} ' +
        '\\xrightarrow{W_2,\\, b_2} \\mathbb{R}^{2} \\overset{\\Sigma_2}{\\rightrightarrows} \\mathbb{R}^{2}',
    );
    assert.equal(
      tex('network.composition'),
      'f(X) = f(X; W, b) = \\Sigma_2(W_2 \\cdot \\Sigma_1(W_1 \\cdot X + b_1) + b_2)',
    );
    assert.equal(
      tex('gradient.formula'),
      "\\left\\{ \\begin{array}{l} \\nabla_{W_2} L = \\nabla L \\circ \\overbrace{\\Sigma'_2 \\cdot \\Sigma_1^T} \\\\[0.5em] " +
        "\\nabla_{W_1} L = \\nabla L \\circ \\underbrace{\\Sigma'_2 \\bullet W_2^T} \\circ \\overbrace{\\Sigma'_1 \\cdot X^T} \\end{array} \\right.",
    );
    const column = (...cells: string[]) => `\\left[\\begin{array}{r} ${cells.join(' \\\\ ')} \\end{array}\\right]`;
    const matrix = (...lines: string[]) => `\\left[\\begin{array}{rr} ${lines.join(' \\\\ ')} \\end{array}\\right]`;
    assert.equal(
      tex('forward.1.N'),
      '\\begin{aligned} N_1 &= W_1 \\cdot X + b_1 \\\\[0.8em] ' +
        `&= \\underset{W_1}{${matrix('0.15 & 0.20', '0.25 & 0.30')}} \\cdot \\underset{X}{${column('0.05', '0.10')}} + ` +
        `\\underset{b_1}{${column('0.35', '0.35')}} \\\\[0.8em] &= ${column('0.3775', '0.3925')} \\end{aligned}`,
    );
    assert.equal(
      tex('gradient.2.W'),
      "\\begin{aligned} \\nabla_{W_2} L &= \\nabla L \\circ \\overbrace{\\Sigma'_2 \\cdot \\Sigma_1^T} \\\\[0.8em] " +
        `&= \\underset{\\nabla L}{${column('0.7414', '-0.2171')}} \\circ \\underset{\\Sigma'_2}{${column('0.1868', '0.1755')}} \\cdot ` +
        `\\underset{\\Sigma_1^T}{${matrix('0.5933 & 0.5969')}} \\\\[0.8em] ` +
        `&= ${matrix('0.08217 & 0.08267', '-0.02260 & -0.02274')} \\end{aligned}`,
    );
    assert.equal(
      tex('gradient.2.b'),
      `\\nabla_{b_2} L = \\Delta_2 = ${column('0.1385', '-0.0381')}`
        .replace('-0.0381', '-0.03810')
        .replace('0.1385', '0.13850'),
    );
    assert.equal(
      tex('forward.value'),
      'L = \\tfrac{1}{2} \\left( \\left(0.7514 - 0.01\\right)^{2} + \\left(0.7729 - 0.99\\right)^{2} \\right) = 0.2984',
    );
    assert.ok(tex('gradient.1.updatedW').includes('0.1498 & 0.1996'));
  });

  it('marks symbols and entries of parameters with where they stand in the text', () => {
    const { tex, plainTex: plain } = formula(pageOf(mazur), 'gradient.1.W');
    for (const mark of ['t=W.2', 't=Sigma.1', 't=X.0', 't=loss.0', 't=W.1.1.0,q=gradW.1.1.0'])
      assert.ok(tex.includes(`{${mark}}`), mark);
    assert.ok(!plain.includes('htmlData'));
    // W_2ᵀ shows entry (2, 1) of W_2 in row 1, column 2.
    assert.ok(tex.includes('\\htmlData{t=W.2.0.0}{0.40} & \\htmlData{t=W.2.1.0}{0.50}'));
  });

  it('shows shapes under the letters while there are no numbers', () => {
    const net = network(
      [
        { activation: 'relu', inputSize: 784, size: 128, bias: null },
        { activation: 'softmax', inputSize: 128, size: 10, bias: null },
      ],
      { objective: loss('cross_entropy') },
    );
    const page = pageOf(net);
    assertTypesets(page);
    assert.equal(
      formula(page, 'forward.1.N').plainTex,
      '\\underset{128 \\times 1}{N_1} = \\underset{128 \\times 784}{W_1} \\cdot \\underset{784 \\times 1}{X} + \\underset{128 \\times 1}{b_1}',
    );
    assert.ok(formula(page, 'gradient.1.W').plainTex.startsWith('\\underset{128 \\times 784}{\\nabla_{W_1} L} = '));
    assert.ok(
      formula(page, 'gradient.formula').plainTex.includes('\\nabla L \\bullet \\underbrace{J_2^T \\bullet W_2^T}'),
    );
    assert.ok(words(page).includes('No input yet'));
  });

  it('says that something must be chosen where several outputs have no objective', () => {
    const page = pageOf(
      network([{ activation: 'tanh', inputSize: 2, size: 3, weights: rows([1, 2], [3, 4], [5, 6]) }], {
        samples: [input([1, 2])],
      }),
    );
    assert.ok(words(page).includes('The network has 3 outputs'));
    assert.equal(
      blocks(page).some((b) => b.id === 'gradient.formula'),
      false,
    );
  });

  it('shows letters and says why where a target is missing', () => {
    const page = pageOf({ ...mazur, samples: [input([0.05, 0.1])] });
    assert.ok(words(page).includes('This input has no target'));
    assert.ok(formula(page, 'gradient.1.W').plainTex.includes('\\underset{2 \\times 2}'));
  });

  it('names a kink and the convention taken there', () => {
    const net = network([{ activation: 'relu', inputSize: 1, size: 1, weights: rows([1]) }], { samples: [input([0])] });
    const page = pageOf(net);
    assert.ok(words(page).includes('is exactly at a kink'));
    const list = blocks(page).find((b) => b.id === 'check.kinkList');
    assert.ok(list?.kind === 'paragraph');
    const convention = [
      {
        kind: 'math',
        tex: "(N_1)_{1} = 0,\\ {\\mathrm{ReLU}}'(0) := 0",
        spoken: 'entry 1 of N 1 is 0; the derivative of relu at 0 is taken as 0',
      },
      { kind: 'help', text: message('More on conventions') },
    ];
    const said = (content: readonly Inline[]) =>
      content.map((part) =>
        part.kind === 'math' && typeof part.spoken !== 'string' ? { ...part, spoken: say(part.spoken) } : part,
      );
    assert.deepEqual(said(list.content), convention);
    const beside = blocks(page).find((b) => b.id === 'forward.1.kinks');
    assert.ok(beside?.kind === 'note');
    assert.deepEqual(said(beside.content.slice(1)), convention, 'and says so where σ′ is shown');
    assertTypesets(page);
  });

  it('has every form of f that §2 has', () => {
    const f = (net: Network, part: string) =>
      blocks(pageOf(net)).flatMap((b) => (b.kind === 'formula' && b.id === `network.${part}` ? [b.plainTex] : []));
    const layer = { activation: 'tanh', inputSize: 1, size: 1 };
    const net = network([layer, layer]);
    assert.deepEqual(f(net, 'product'), ['f(X) = f(X; W) = \\Sigma_2 \\circ W_2 \\cdot \\Sigma_1 \\circ W_1 \\cdot X']);
    assert.deepEqual(f(net, 'nested'), [
      'f(X; W) = \\Sigma_2(\\underbrace{W_2 \\cdot \\Sigma_1(\\underbrace{W_1 \\cdot X}_{N_1})}_{N_2})',
    ]);
    assert.deepEqual(f(mazur, 'product'), [], 'the note has no product with biases');
    assert.deepEqual(f(network([layer, { activation: 'softmax', inputSize: 1, size: 3 }]), 'product'), []);
    assertTypesets(pageOf(net));
  });

  it('opens an elided matrix when its key is among the expanded ones', () => {
    const next = numbers(3);
    const net = network([{ activation: 'tanh', inputSize: 20, size: 1, weights: randomMatrix(1, 20, next) }], {
      samples: [input(Array.from({ length: 20 }, next))],
    });
    const before = formula(pageOf(net), 'forward.1.N').tex;
    const key = /expand=([^}]*)/.exec(before)![1];
    assert.equal(key, 'forward.1.N:W.1/c1');
    const after = formula(pageOf(net, { choices: { ...choices, expanded: new Set([key]) } }), 'forward.1.N').tex;
    assert.ok(!after.includes(`expand=${key}`) && after.includes('t=W.1.0.10'));
    assert.ok(after.includes('\\vdots'), 'X stays elided');
  });

  it('typesets for random networks, in every form, with unique ids that stay the same', () => {
    fc.assert(
      fc.property(plans(), (plan) => {
        const { net, trace } = build(plan);
        const page = buildPage({ network: net, trace, check: null, choices });
        assertTypesets(page);
        const ids = blocks(page).map(({ id }) => id);
        assert.equal(new Set(ids).size, ids.length);
        const letters = blocks(buildPage({ network: net, trace: null, check: null, choices }));
        const formulas = letters.filter((b) => b.kind === 'formula' && /^gradient\.\d/.test(b.id));
        assert.ok(formulas.every(({ id }) => ids.includes(id)));
        for (const form of formsOf(net, trace)) {
          for (const one of gradientInForm(form, net, trace, 1)) {
            typeset(numericTex(one, { ...choices, id: 'x' }, pageTex), true, true);
            typeset(symbolicTex(one, plainTex), true, false);
          }
        }
      }),
      { numRuns: Math.min(RUNS, 25) },
    );
  }).timeout(TIMEOUT);

  it('shortens deep networks', () => {
    const deep = network(
      Array.from({ length: 1000 }, () => ({ activation: 'tanh', inputSize: 1, size: 1, weights: rows([1]) })),
      { samples: [input([1])] },
    );
    const page = pageOf(deep);
    assertTypesets(page);
    assert.ok(blocks(page).length < 150);
    assert.ok(formula(page, 'gradient.formula').plainTex.includes('\\\\[0.5em] \\dots \\\\[0.5em]'));
    assert.ok(words(page).includes('Layers 7 to 994 are not shown.'));
    assert.ok(!blocks(page).some((b) => b.kind === 'drawing'));
  }).timeout(TIMEOUT);

  it('draws neurons and edges, grouped where a layer is large', () => {
    const page = pageOf(mazur);
    const picture = blocks(page).find((b) => b.kind === 'drawing')!;
    assert.equal(picture.columns.length, 3);
    assert.equal(picture.edges.length, 8);
    assert.deepEqual(picture.columns[1].values!.length, 2);
    const edge = picture.edges.find((e) => e.layer === 2 && e.from === 1 && e.to === 0)!;
    const { share, ...weight } = edge.weight!;
    assert.deepEqual(weight, { value: 0.45, text: '0.45' });
    assert.ok(Math.abs(share - 0.45 / 0.55) < 1e-12, 'the largest weight is 0.55');
    assert.equal(edge.gradient!.text, '0.0826676');
    assert.ok(Math.abs(edge.gradient!.value - 0.08266762784753326) < 1e-12);
    const wide = network([{ activation: 'tanh', inputSize: 100, size: 1 }]);
    const column = blocks(pageOf(wide)).find((b) => b.kind === 'drawing')!.columns[0];
    assert.deepEqual([column.shown, column.elidedAfter], [[0, 1, 2, 3, 98, 99], 3]);
  });
});
