import assert from 'node:assert/strict';
import { newWorld, world } from '../panel/fakeVscode';
import { registerWorkspaceSymbols } from '../../../src/editor/workspaceSymbols';

const put = (path: string, text: string) => world.contents.set(path, new TextEncoder().encode(text));

describe('symbols of the workspace', () => {
  const names = async (query: string, token: object = { isCancellationRequested: false }) => {
    const found = await world.symbols!.provideWorkspaceSymbols(query, token);
    return found?.map(({ name }) => name) ?? null;
  };

  beforeEach(() => {
    newWorld();
    registerWorkspaceSymbols();
  });

  it('are found in the last of thousands of files, and again once they are known', async () => {
    for (let i = 0; i < 2500; i++) put(`/${i}.nnet`, `layer hidden${i}: tanh\n`);
    for (let again = 0; again < 2; again++) assert.deepEqual(await names('hidden2499'), ['layer 1 · hidden2499']);
  });

  it('are those of the files that can be read', async () => {
    put('/a.nnet', 'layer first: tanh\n');
    put('/b.nnet', 'layer firstOfAll: tanh\n');
    world.refuse = (call, path) => (call === 'read' && path === '/a.nnet' ? 'NoPermissions' : undefined);
    assert.deepEqual(await names('first'), ['layer 1 · firstOfAll']);
  });

  it('are none once nobody waits for them', async () => {
    put('/a.nnet', 'layer first: tanh\n');
    assert.equal(await names('first', { isCancellationRequested: true }), null);
  });
});
