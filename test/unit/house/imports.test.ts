// How the files of `src/` hang together: no circle of imports, sub-rooms import one way, no large file or folder.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** The sub-rooms that still import one another. The list may only get shorter. */
const BOTH_WAYS: readonly string[] = [
  'authoring: drawing, latex',
  'language: matrices, meaning',
  'language: matrices, syntax',
  'language: meaning, problems',
  'language: meaning, sizes',
];

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
const known = new Set(files);

/** What a file imports from `src/`, types included. */
function importsOf(file: string): readonly string[] {
  return ts
    .preProcessFile(readFileSync(path.join('src', file), 'utf8'))
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => `${path.posix.join(path.posix.dirname(file), name)}.ts`)
    .filter((name) => known.has(name));
}

const imports: ReadonlyMap<string, readonly string[]> = new Map(files.map((file) => [file, importsOf(file)]));

/** A way round from one node to itself; null if there is none. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>();
  const visit = (node: string, before: readonly string[]): readonly string[] | null => {
    if (before.includes(node)) return [...before.slice(before.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const circle = visit(next, [...before, node]);
      if (circle !== null) return circle;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const circle = visit(node, []);
    if (circle !== null) return circle;
  }
  return null;
}

/** The sub-rooms of each room, and which others they import. */
function subRooms(): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> {
  const rooms = new Map<string, Map<string, string[]>>();
  for (const [file, targets] of imports) {
    const [room, from, ...rest] = file.split('/');
    if (rest.length === 0) continue;
    const graph = rooms.get(room) ?? new Map<string, string[]>();
    rooms.set(room, graph);
    const found = graph.get(from) ?? [];
    graph.set(from, found);
    for (const target of targets) {
      const [other, to, ...deep] = target.split('/');
      if (other === room && deep.length > 0 && to !== from && !found.includes(to)) found.push(to);
    }
  }
  return rooms;
}

describe('the files of src', () => {
  it('are read, with their imports', () => {
    assert.ok(files.length > 300);
    assert.ok(imports.get('features.ts')?.includes('editor/hover.ts'));
    assert.deepEqual(
      circleIn(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['b']],
        ]),
      ),
      ['b', 'c', 'b'],
    );
  });

  it('do not import one another in a circle', () => {
    assert.equal(circleIn(imports)?.join(' → '), undefined);
  });

  it('import one way between the sub-rooms of a room', () => {
    const both = new Set<string>();
    for (const [room, graph] of subRooms()) {
      const oneWay = new Map(
        [...graph].map(([from, targets]) => [
          from,
          targets.filter((to) => {
            const pair = `${room}: ${[from, to].sort().join(', ')}`;
            if (graph.get(to)?.includes(from)) both.add(pair);
            return !BOTH_WAYS.includes(pair);
          }),
        ]),
      );
      assert.equal(circleIn(oneWay)?.join(' → '), undefined, room);
    }
    assert.deepEqual([...both].sort(), BOTH_WAYS);
  });

  it('have at most 350 lines', () => {
    const long = files.filter((file) => readFileSync(path.join('src', file), 'utf8').split('\n').length > 351);
    assert.deepEqual(long, []);
  });

  it('are at most 25 in a folder', () => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(path.dirname(file), (counts.get(path.dirname(file)) ?? 0) + 1);
    assert.deepEqual(
      [...counts].filter(([, count]) => count > 25),
      [],
    );
  });
});
