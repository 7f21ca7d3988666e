import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { exportOf } from '../../exportOf';
import { Analysis } from '../../../src/analysis/analysis';
import { usualHandout, type HandoutChoices } from '../../../src/authoring/choices';
import { NoHandout, type Handout } from '../../../src/authoring/handout';
import { buildHandout } from '../../../src/authoring/handoutBuilder';
import { partOf } from '../../../src/page/blockParts';
import { filesIn } from '../../exampleFiles';

const EXAMPLES = path.resolve('examples');

async function handoutOf(text: string, choices: Partial<HandoutChoices> = {}): Promise<Handout> {
  const analysis = await Analysis.of(text, { readFile: filesIn(EXAMPLES) });
  return buildHandout(analysis, { file: 'a.nnet', text }, { ...usualHandout, ...choices });
}

const mazur = fs.readFileSync(path.join(EXAMPLES, 'mazur.nnet'), 'utf8');
const ids = (handout: Handout) =>
  handout.parts.map((part) => [
    part.name,
    part.name === 'steps' ? part.groups.length : part.blocks.map(({ id }) => id),
  ]);

describe('a handout', () => {
  it('has the parts that were chosen, in reading order', async () => {
    const what = ['updates', 'biases', 'input', 'gradient', 'check'] as const;
    assert.deepEqual(ids(await handoutOf(mazur, { what })), [
      ['gradient', ['gradient.formula', 'gradient.reading', 'gradient.start.front', 'gradient.2', 'gradient.2.W', 'gradient.1', 'gradient.1.W', 'gradient.tuple.heading', 'gradient.tuple']],
      ['biases', ['gradient.2', 'gradient.2.b', 'gradient.1', 'gradient.1.b']],
      ['input', ['gradient.X', 'gradient.X.numbers']],
      ['updates', ['gradient.2', 'gradient.2.updatedW', 'gradient.2.updatedb', 'gradient.1', 'gradient.1.updatedW', 'gradient.1.updatedb']],
      ['check', ['check.summary', 'check.parts']],
    ]); // prettier-ignore
  });

  it('has the proof, and the Hessian times the direction that the text gives', async () => {
    const text = mazur.replace('  b = [0.35', '  V = [1 0; 0 1]\n  b = [0.35');
    const what = ['hessian', 'proof'] as const;
    const [proof, hessian, ...more] = ids(await handoutOf(text, { what }));
    assert.deepEqual([proof[0], hessian[0], more], ['proof', 'hessian', []]);
    for (const id of ['proof.6.neuron', 'proof.7.neuron']) assert.ok((proof[1] as string[]).includes(id), id);
    for (const id of ['hessian.2.W', 'hessian.1.W']) assert.ok((hessian[1] as string[]).includes(id), id);
    assert.deepEqual(ids(await handoutOf(mazur, { what: ['hessian'] })), [], 'without a direction');
    await assert.rejects(exportOf(mazur, 'latex', { what: ['hessian'] }), /none of the chosen parts/);
    // A batch has no proof: no heading without anything below it.
    const batch = fs.readFileSync(path.join(EXAMPLES, 'softmax-batch.nnet'), 'utf8');
    assert.deepEqual(
      (await handoutOf(batch, { what: ['proof', 'forward'] })).parts.map(({ name }) => name),
      ['forward'],
    );
    await assert.rejects(exportOf(batch, 'latex', { what: ['proof'] }), /one sample at a time/);
    assert.equal(ids(await handoutOf(batch, { what: ['proof'], column: 1 })).length, 1);
  });

  it('has the gradient once for each form', async () => {
    const { parts } = await handoutOf(mazur, { what: ['gradient'], forms: ['3', 'delta'] });
    const formulas = parts.flatMap((part) => (part.name === 'steps' ? [] : part.blocks));
    assert.equal(formulas.filter(({ id }) => id === 'gradient.formula').length, 2);
  });

  it('takes all its parts from one page, which is built once', async () => {
    const { parts } = await handoutOf(mazur, { what: ['gradient', 'biases', 'updates'] });
    const blocks = parts.flatMap((part) => (part.name === 'steps' ? [] : part.blocks));
    const headings = blocks.filter(({ id }) => id === 'gradient.2');
    assert.equal(headings.length, 3);
    assert.equal(new Set(headings).size, 1);
  });

  it('has the steps of every formula on the way', async () => {
    const [part] = (await handoutOf(mazur, { what: ['steps'] })).parts;
    assert.ok(part.name === 'steps');
    assert.ok(part.groups.length >= 6 && part.groups.every(({ steps }) => steps.length > 0));
  });

  it('shows symbols alone where these were chosen', async () => {
    const { trace, parts } = await handoutOf(mazur, { numbers: 'symbols', what: ['gradient'] });
    assert.equal(trace, null);
    const tex = parts.flatMap((part) => (part.name === 'steps' ? [] : part.blocks.map((b) => ('plainTex' in b ? b.plainTex : '')))); // prettier-ignore
    assert.doesNotMatch(tex.join(' '), /\d\.\d\d/);
  });

  it('is refused where the text or a choice is wrong', async () => {
    const refusals: readonly (readonly [string, Partial<HandoutChoices>, RegExp])[] = [
      ['layer', {}, /errors/],
      [mazur, { sample: 'B' }, /no input or batch/],
      [mazur, { layer: 3 }, /no layer/],
      [mazur, { column: 2 }, /no column/],
      [mazur, { output: 1 }, /has a loss/],
      [mazur, { network: 'affine' }, /already in this form/],
    ];
    for (const [text, choices, template] of refusals) {
      await assert.rejects(
        handoutOf(text, choices),
        (error) => error instanceof NoHandout && template.test(error.message),
      );
    }
  });

  it('knows the part of every block of every example', async () => {
    for (const file of fs.readdirSync(EXAMPLES).filter((name) => name.endsWith('.nnet'))) {
      const handout = await handoutOf(fs.readFileSync(path.join(EXAMPLES, file), 'utf8'), {
        what: ['network', 'drawing', 'forward', 'gradient', 'biases', 'input', 'updates', 'proof', 'hessian', 'check'],
        output: null,
      });
      for (const part of handout.parts) {
        if (part.name === 'steps') continue;
        const owners = new Set(part.blocks.filter(({ kind }) => kind !== 'heading').map(({ id }) => partOf(id)));
        assert.deepEqual([...owners], [part.name], file);
      }
    }
  });
});
