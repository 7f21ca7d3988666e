import assert from 'node:assert/strict';
import { examplesCopy } from '../harness/examples';
import { Workbench } from '../harness/workbench';

describe('the workbench with a .nnet file', () => {
  const examples = examplesCopy();
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open({ folder: examples.folder, file: 'mazur.nnet' });
  });
  after(async () => {
    await workbench?.close();
    examples.remove();
  });

  it('shows it in the language NNet', async () => {
    await workbench.language.filter({ hasText: /^NNet$/ }).waitFor();
  });

  it('takes what is typed', async () => {
    await workbench.setText('# one\n# two\n');
    await workbench.goTo(2, 6);
    await workbench.type(' three');
    await workbench.editorLines.filter({ hasText: '# two three' }).waitFor();
    assert.match(await workbench.visibleText(), /^# one\n# two three/);
  });

  it('has asked for nothing outside this machine', () => {
    assert.deepEqual(workbench.outside, []);
  });
});
