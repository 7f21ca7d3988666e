/** The mutants that a test looks at: always the same ones, with NNET_FUZZ=N other N ones at each run. */
export function* mutantsOf(usually: number): Generator<number> {
  const fuzz = process.env['NNET_FUZZ'];
  const first = fuzz === undefined ? 1 : Number(process.env['NNET_FUZZ_FROM'] ?? Math.floor(Math.random() * 2 ** 31));
  const count = fuzz === undefined ? usually : Number(fuzz);
  for (let i = 0; i < count; i++) yield (first + i) >>> 0;
}
