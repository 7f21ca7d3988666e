import fc from 'fast-check';

/** Texts of networks of one to three layers with generated numbers, and an exercise about everything. */
export const randomExercises: fc.Arbitrary<string> = fc
  .record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 4 }),
    activation: fc.constantFrom('tanh', 'sigmoid', 'softplus', 'identity', 'square'),
    last: fc.constantFrom('identity', 'sigmoid', 'softmax'),
    columns: fc.integer({ min: 1, max: 2 }),
    gives: fc.boolean(),
  })
  .map(({ seed, sizes, activation, last, columns, gives }) => {
    const k = sizes.length - 1;
    const layers = sizes
      .slice(1)
      .flatMap((size, i) => [
        `layer ${size} ${i + 1 < k ? activation : last}`,
        `W = uniform(-2, 2, seed = ${seed + i})`,
        `b = normal(0, 1, seed = ${seed + i + 10})`,
      ]);
    const of = (layer: number) =>
      ['N', 'Sigma', 'Delta', 'gradW', 'gradb', 'nextW', 'nextb'].map((q) => `${q}${layer}`);
    const asked = sizes.slice(1).flatMap((_, i) => of(i + 1));
    const given = gives && k > 1 ? ['N1', 'Sigma1'] : [];
    return [
      `input ${sizes[0]}`,
      `batch X = ${written(sizes[0], columns, (r, c) => ((seed + 7 * r + 3 * c) % 13) / 10 - 0.55)}`,
      `target = ${written(sizes[k], columns, (r, c) => ((seed + 5 * r + c) % 11) / 10)}`,
      ...layers,
      'loss half_sse',
      'rate = 1/8',
      'exercise "All of it"',
      ...(given.length > 0 ? [`give ${given.join(' ')}`] : []),
      `ask ${asked.filter((name) => !given.includes(name)).join(' ')} L gradX`,
      '',
    ].join('\n');
  });

/** A matrix as a text has it. */
function written(rows: number, columns: number, entry: (row: number, column: number) => number): string {
  const row = (r: number) => Array.from({ length: columns }, (_, c) => entry(r, c).toFixed(2)).join(' ');
  return `[${Array.from({ length: rows }, (_, r) => row(r)).join('; ')}]`;
}
