// What the pages of random networks show with all kinds of choices: values, blocks, steps, cards of entries, heat maps,
// gradient descent, hovers; and what is said of numbers in the text that were changed.
import fc from 'fast-check';
import { Analysis, type View } from '../../../src/analysis/analysis';
import type { NetworkForm } from '../../../src/analysis/networkForm';
import { gradientReport } from '../../../src/analysis/gradientReport';
import { placeAt } from '../../../src/analysis/places';
import { tryNumbers } from '../../../src/analysis/whatIf';
import { descend } from '../../../src/engine/descent';
import type { EntryRef, Trace } from '../../../src/engine/trace';
import type { Network } from '../../../src/network/network';
import { tokens } from '../../../src/language/syntax/scanner';
import { inEnglish, say } from '../../../src/message/message';
import { quantitiesOf } from '../../../src/notation/formula/quantities';
import { entryAspects, entrySteps } from '../../../src/page/entry/entryView';
import { entryOfCell, picturesOf } from '../../../src/page/heatMap/heatMaps';
import { buildPage, picturedMatrices } from '../../../src/page/networkPage';
import { usualChoices, type PageChoices } from '../../../src/page/pageChoices';
import { Steps } from '../../../src/page/steps';
import { completionsAt } from '../../../src/service/complete/completion';
import { gradientText } from '../../../src/service/hover/gradientText';
import { hoverAt } from '../../../src/service/hover/hover';
import { descentReport } from '../../../src/service/navigate/descentReport';
import { finish } from '../../../src/steps/steps';
import { largePlans, plans, randomCase, shapesOf, type Plan } from '../readBack/randomCase';
import { withoutRounding } from './checks';
import { pageChoices } from './choices';
import { assertSaidAsAccepted, numbered, type Said } from './fingerprints';

const usual = fc.sample(plans, { seed: 20261130, numRuns: 300 });
const large = fc.sample(largePlans, { seed: 20261130, numRuns: 4 });

const FORMS: readonly NetworkForm[] = ['written', 'homogeneous', 'affine'];

/** First and last entries of everything, each with all that can be asked about it. */
function cards(network: Network, trace: Trace, choices: PageChoices): unknown {
  const corners = (
    [rows, columns]: readonly [number, number],
    of: Pick<EntryRef, 'quantity' | 'layer'>,
  ): EntryRef[] => [
    { ...of, row: 0, column: columns - 1 },
    { ...of, row: rows - 1, column: 0 },
    { ...of, row: rows, column: 0 },
  ];
  const { sizes } = network;
  const entries = [
    ...corners([sizes[0], trace.forward.sample.X.cols], { quantity: 'X', layer: 0 }),
    ...network.layers.flatMap(({ index }) =>
      corners([sizes[index], sizes[index - 1]], { quantity: 'W', layer: index }),
    ),
    ...network.layers.flatMap(({ index }) => corners([sizes[index], 1], { quantity: 'b', layer: index })),
  ];
  const others = ['N', 'Sigma', 'dSigma', 'Delta'].flatMap((quantity) =>
    network.layers.flatMap(({ index }) =>
      corners([sizes[index], trace.forward.sample.X.cols], { quantity: quantity as 'W', layer: index }),
    ),
  );
  return [...entries, ...others].flatMap((at, i) =>
    entryAspects.filter((_, a) => (i + a) % 2 === 0).map((about) => finish(entrySteps({ at, about }, trace, choices))),
  );
}

const values = ({ forward, backward, fault, underflow, lostDigits }: Trace & Record<string, unknown>): unknown => [
  forward.layers.map(({ N, Sigma, dSigma }) => [N, Sigma, dSigma]),
  backward && [backward.value, backward.gradX, backward.gradb, backward.Delta],
  [forward.kinks, fault, underflow, lostDigits],
];

async function shown(number: number, plan: Plan, text: string): Promise<Said> {
  const analysis = await Analysis.of(text);
  const columns = plan.columns;
  const forms = FORMS.filter((form) => analysis.forms.includes(form));
  const view: View = {
    sample: null,
    column: columns > 1 && number % 3 === 1 ? 1 + (number % columns) : null,
    output: number % 4 === 2 ? 1 : null,
    form: number % 5 === 4 ? 'both' : forms[number % forms.length],
  };
  const network = analysis.networkIn(view)!;
  const made = await analysis.trace(view);
  // Their numbers are shown as fractions.
  const trace = made && (number % 6 === 2 ? await analysis.withFractions(made) : made);
  const choices = pageChoices(number, network, trace);
  const beside = analysis.homogeneousBeside(view);
  const homogeneous = beside && {
    network: analysis.networkIn(beside)!,
    trace: await analysis.trace(beside),
    outputs: [],
  };
  const size = network.layers.at(-1)!.size;
  const outputs: Trace[] = [];
  if (trace?.backward === null && size <= 4)
    for (let output = 1; output <= size; output++) outputs.push((await analysis.trace({ ...view, output }))!);
  const found = trace?.backward && number % 2 === 0 ? await analysis.check(view) : null;
  const check = found && withoutRounding(found);
  const page = buildPage({ network, trace, check, choices, outputs, homogeneous });
  const steps = new Steps(network, trace, { ...choices, layer: null });
  const every = steps.overview.count > 24 ? 5 : 1;
  const places = [...tokens(text)].filter((_, i) => (i + number) % 9 === 0).map(({ start }) => start);
  const trial = {
    to: { steps: 1 + (number % 4) },
    place: { quantity: 'W', layer: 1, entry: { row: 0, column: 0 } },
  };
  const tried = tryNumbers(analysis, [trial as never]);
  const objective = network.objective;
  return {
    problems: analysis.diagnostics.map(({ code, message, range, fixes }) => [code, say(message), range, fixes]),
    values: trace && values(trace as never),
    page,
    steps: Array.from({ length: steps.overview.count }, (_, i) => (i % every === 0 ? steps.view(i) : null)),
    cards: trace && cards(network, trace, choices),
    tried: [tried.numbers, (await tried.analysis.trace())?.backward?.value],
    descent:
      trace?.backward && Number.isFinite(trace.backward.value) && objective.kind !== 'none'
        ? descentReport(finish(descend(network, trace.forward.sample, objective, 0.05, 5)))
        : null,
    hovers: places.map((offset) => [
      hoverAt(analysis, offset, inEnglish),
      completionsAt(analysis, offset, inEnglish)?.items.length,
    ]),
    gradient: trace && [gradientText(network, [{ trace, check }]), gradientReport(network, [{ trace, check }])],
    places: [...tokens(text)].map(({ start }) => placeAt(analysis.checked, start)),
  };
}

async function heatMaps(plan: Plan): Promise<Said> {
  const { text } = randomCase(plan);
  const analysis = await Analysis.of(text);
  const network = analysis.network!;
  const trace = (await analysis.trace())!;
  // Of so many entries some are checked.
  const found = await analysis.check({ sample: null, column: null, output: null });
  const check = found && withoutRounding(found);
  const choices = { ...usualChoices, form: '4' as const };
  const q = quantitiesOf(network, trace);
  const pictures = finish(picturesOf(picturedMatrices(network, choices), q));
  return {
    page: buildPage({ network, trace, check, choices, pictures }),
    pictures,
    cells: [...pictures.keys()].map((id) =>
      [0, 7, 39, 150].map((row) => entryOfCell({ id, row, column: row >> 1 }, q)),
    ),
  };
}

describe('What the pages of random networks show is as accepted', () => {
  for (let from = 1; from <= 120; from += 10)
    it(`networks, ${from} to ${from + 9}`, () =>
      assertSaidAsAccepted('pages', numbered(from, from + 9, (n) => n), (n) => shown(n, usual[n - 1], randomCase(usual[n - 1]).text)));
  it('networks without numbers', () =>
    assertSaidAsAccepted('shapes', numbered(1, 20, (n) => n), (n) => {
      const { plain } = randomCase(usual[n + 200]);
      return shown(n, usual[n + 200], shapesOf(plain, usual[n + 200].objective));
    }));
  it('heat maps', () => assertSaidAsAccepted('heatMaps', numbered(1, 4, (n) => large[n - 1]), heatMaps));
}); // prettier-ignore
