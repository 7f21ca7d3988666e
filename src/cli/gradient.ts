import { defaultView, type Analysis, type View } from '../analysis/analysis';
import { gradientReport, type SampleResult } from '../analysis/gradientReport';
import { faultText } from '../analysis/faultText';
import { say } from '../message/message';
import type { Network } from '../network/network';
import { gradientText } from '../service/hover/gradientText';
import { stanfordNotes } from '../service/stanford/stanfordNotes';
import { parseCall } from './arguments';
import { lookIn, lookOptions } from './choiceOptions';
import { FINE, HAS_ERRORS, Refusal, UsageError } from './outcome';
import { refuseMarkdown } from './markdown';
import { complain, printJson, printProblems, printableLines } from './output';
import { openSource, reported } from './source';

export async function gradient(args: string[]): Promise<number> {
  const { values, positionals } = parseCall(args, {
    json: { type: 'boolean' },
    input: { type: 'string' },
    output: { type: 'string' },
    ...lookOptions,
  });
  if (positionals.length !== 1) throw new UsageError('gradient needs exactly one FILE.');
  const output = values.output === undefined ? null : outputNumber(values.output);
  const input = values.input?.normalize('NFC') ?? null;

  const look = lookIn(values);
  refuseMarkdown(positionals[0], 'gradient');
  const source = await openSource(positionals[0]);
  const { analysis, file } = source;
  printProblems(reported(source));
  const { network } = analysis;
  if (network === null) return HAS_ERRORS;
  const results = await resultsOf(analysis, viewsOf(file, network, input, output));
  if (values.json) printJson(gradientReport(network, results));
  else {
    const notes = stanfordNotes(analysis.stanford, network);
    process.stdout.write(printableLines(gradientText(network, results, { look, notes })));
  }
  for (const { trace } of results) {
    // What concerns another output than the text's is no diagnostic of the text.
    if (trace.fault !== null && !analysis.broken) complain(`${file}: ${say(faultText(trace, trace.fault).message)}`);
  }
  const whole = results.length > 0 && results.every(({ trace }) => trace.backward !== null && trace.fault === null);
  return analysis.broken || !whole ? HAS_ERRORS : FINE;
}

/** The samples that were asked for, each with the output that was asked for. */
function viewsOf(file: string, network: Network, input: string | null, output: number | null): View[] {
  const outputs = network.sizes[network.layers.length];
  if (output !== null && network.objective.kind === 'loss') {
    throw new Refusal(`${file} has a loss, so --output does not apply: the loss is differentiated.`);
  }
  if (output !== null && output > outputs) {
    throw new Refusal(`${file} has no output ${output}: --output can be 1 to ${outputs}.`);
  }
  const names = network.samples.map((sample) => sample.name);
  if (input !== null && !names.includes(input)) {
    const there = names.length === 0 ? 'it has no input with numbers' : `it has ${names.join(', ')}`;
    throw new Refusal(`${file} has no input or batch named ${input}: ${there}.`);
  }
  return (input === null ? names : [input]).map((sample) => ({ ...defaultView, sample, output }));
}

async function resultsOf(analysis: Analysis, views: readonly View[]): Promise<SampleResult[]> {
  const results: SampleResult[] = [];
  for (const view of views) {
    const trace = await analysis.trace(view);
    if (trace !== null) results.push({ trace, check: await analysis.check(view) });
  }
  return results;
}

function outputNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`--output needs a whole number from 1, not ${text}.`);
  return Number(text);
}
