import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Analysis } from '../../../src/analysis/analysis';
import { exportedState } from '../../../src/authoring/checksum';
import { usualHandout } from '../../../src/authoring/choices';
import { exportFiles } from '../../../src/authoring/exportFiles';
import { targetNames, type TargetName } from '../../../src/authoring/targets';
import { translation } from '../../../src/message/translation';

const text = readFileSync('examples/mazur.nnet', 'utf8').replace('network "', 'network "checksum 00000000, 12345678: ');

const analysis = Analysis.of(text);

async function exported(target: TargetName, language: 'en' | 'ru' = 'en') {
  const choices = { ...usualHandout, language };
  const request = { target, choices, source: { file: 'mazur.nnet', text }, foreign: null };
  const options = { name: 'mazur', translate: translation(language), mathStyle: () => Promise.resolve('') };
  return exportFiles(await analysis, request, options);
}

describe('an export', () => {
  // A picture in pixels has no checksum.
  for (const target of targetNames.filter((name) => !name.endsWith('png'))) {
    it(`to ${target} is known as it was written, and where it was edited since`, async () => {
      for (const language of ['en', 'ru'] as const) {
        for (const { name, content } of await exported(target, language)) {
          assert.ok(typeof content === 'string');
          assert.equal(exportedState(content), 'export', name);
          assert.doesNotMatch(content, /mazur\.nnet, (?:checksum|контрольная сумма) 00000000/, name);
          assert.equal(exportedState(content.replace(/\n/g, '\r\n')), 'export', name);
          assert.equal(exportedState(`${content}\n`), 'export', name);
          // Of mazur’s first weight.
          const edited = content.replace(/0\.15|0\.40|"#1a6fcc"|nnetpositive/, '0.16');
          assert.notEqual(edited, content, name);
          assert.equal(exportedState(edited), 'edited', name);
        }
      }
    });
  }

  it('that is a notebook may be run, and is edited where a cell is another', async () => {
    const [{ content }] = await exported('notebook');
    const notebook = JSON.parse(content as string) as { cells: Record<string, unknown>[]; metadata: object };
    for (const cell of notebook.cells) if (cell['cell_type'] === 'code') cell['outputs'] = [{ output_type: 'stream' }];
    notebook.metadata = { kernelspec: { name: 'python3' } };
    assert.equal(exportedState(JSON.stringify(notebook)), 'export');
    notebook.cells[1]['source'] = 'print("mine")';
    assert.equal(exportedState(JSON.stringify(notebook)), 'edited');
  });

  it('without a checksum is one of an earlier version', () => {
    assert.equal(exportedState('% nnet export mazur.nnet --to latex\n\\documentclass{article}'), 'export');
    assert.equal(exportedState('My own notes.'), 'foreign');
  });
});
