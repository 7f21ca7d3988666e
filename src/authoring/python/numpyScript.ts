import { madeFrom } from '../checksum';
import type { Trace } from '../../engine/trace';
import { message, say } from '../../message/message';
import { NoHandout, type Handout } from '../handout';
import type { ExportedFile, Target, WriterOptions } from '../target';
import { checkSection } from './checkSection';
import { hasHessian, hessianSection } from './hessianSection';
import { expectations, sameCode, type Expectations } from './pythonChecks';
import { PythonArrays } from './pythonArrays';
import { PythonFunctions } from './pythonFunctions';
import {
  dataSection,
  deltaSection,
  forwardSection,
  gradientSection,
  objectiveCode,
  updateSection,
  type CodeSection,
} from './pythonSections';

/** A NumPy script that computes everything from the numbers of the text and asserts that NNet shows the same. */
export const numpyScript: Target = {
  extension: '.py',
  write: (handout, options) => {
    const { sections, data } = numpySections(handout, options);
    const body = sections.flatMap(({ name, lines }) =>
      lines.length === 0 ? [] : ['', `# ${sectionTitles[name]}`, ...lines],
    );
    const script = [...opening(handout, options), ...body, '', "print('All numbers agree.')", ''].join('\n');
    return [{ name: `${options.name}.py`, content: script }, ...dataFile(options.name, data)];
  },
};

export const sectionTitles: Readonly<Record<CodeSection['name'], string>> = {
  data: 'The numbers of the text',
  functions: 'Activations and their derivatives, entry by entry',
  forward: 'Forward: N_i = W_i Sigma_{i-1} (+ b_i), Sigma_i = sigma(N_i)',
  objective: 'The number that is differentiated',
  delta: "Backward: Delta_i = (W_{i+1}^T Delta_{i+1}) o Sigma'_i",
  gradient: 'Gradient: Delta_i Sigma_{i-1}^T, of the shape of W_i',
  update: 'One step of gradient descent',
  check: 'Against difference quotients',
  jacobian: 'Each output differentiated by itself',
  hessian: 'The Hessian times the direction (V, v): R is the derivative along it',
};

/** All of a network's computation in NumPy, each section with the assertions of what it computes. */
export function numpySections(
  { trace, outputs, check, parts }: Handout,
  { name }: WriterOptions,
): { readonly sections: readonly CodeSection[]; readonly data: Uint8Array | null } {
  const known = traceWithNumbers(trace);
  const expected = expectations(known);
  const ofOutputs = outputs.map(expectations);
  const numbers = [expected, ...ofOutputs].reduce((sum, one) => sum + one.numbers, 0);
  const arrays = new PythonArrays(numbers, `${name}.npz`, (array) => array);
  const functions = new PythonFunctions(known.forward.network, 'numpy');
  const forward = forwardSection(known, functions, 'np', true);
  const sections: CodeSection[] = [dataSection(known, arrays)];
  const rest: CodeSection[] = [withChecks(forward, expected, arrays)];
  if (known.backward !== null) {
    const letter = known.backward.objective.kind === 'loss' ? 'L' : 'f';
    const value = `${letter} = ${objectiveCode(known, functions)}`;
    rest.push(
      withChecks({ name: 'objective', lines: [value] }, expected, arrays),
      withChecks(deltaSection(known, functions), expected, arrays),
      withChecks(gradientSection(known), expected, arrays),
      withChecks(updateSection(known), expected, arrays),
    );
    if (check !== null) rest.push(checkSection(known, check, functions));
    if (hasHessian(known)) rest.push(withChecks(hessianSection(known, arrays, functions), expected, arrays));
  }
  outputs.forEach((output, j) => {
    // The steps are those of the first output.
    const stepped = j === 0 && parts.some(({ name }) => name === 'steps');
    const its = [deltaSection(output, functions), gradientSection(output), ...(stepped ? [updateSection(output)] : [])];
    const lines = its.flatMap((section) => withChecks(section, ofOutputs[j], arrays, ` of output ${j + 1}`).lines);
    rest.push({ name: 'jacobian', output: j + 1, lines: [...lines, ...bracketLines(output, j, outputs.length)] });
  });
  sections.push(
    { name: 'functions', lines: functions.definitions.flatMap((code) => ['', ...code.split('\n'), '']) },
    ...rest,
  );
  return { sections, data: arrays.data };
}

/** Δ_i of every output beside each other: the bracket of formula (5), for one sample. */
function bracketLines({ forward }: Trace, j: number, outputs: number): readonly string[] {
  if (forward.sample.X.cols > 1) return [];
  return forward.network.layers.flatMap(({ index, size }) => [
    ...(j === 0 ? [`bracket${index} = np.zeros((${size}, ${outputs}))`] : []),
    `bracket${index}[:, [${j}]] = Delta${index}`,
  ]);
}

function withChecks(section: CodeSection, expected: Expectations, arrays: PythonArrays, of = ''): CodeSection {
  const checks = section.lines.length === 0 ? [] : expected.of(section.name, arrays, of);
  return { ...section, lines: [...section.lines, ...checks] };
}

/** @throws NoHandout if there are no numbers to compute with. */
export function traceWithNumbers(trace: Trace | null): Trace {
  if (trace === null)
    throw new NoHandout(message('Code needs numbers, but the network has no input, or some W or b have no numbers.'));
  return trace;
}

function opening({ source, title }: Handout, { command }: WriterOptions): readonly string[] {
  return [
    `# ${say(madeFrom(inComment(source.file)))}`,
    `# ${inComment(command)}`,
    `# ${inComment(title ?? source.file)}: the network function f(X; W) and its gradient.`,
    '# Vectors are columns; a batch has a column for each sample. @ is the matrix product, * the Hadamard product.',
    'import math',
    '',
    'import numpy as np',
    '',
    "np.seterr(all='ignore')  # 1 / (1 + exp(1000)) is 0",
    '',
    ...sameCode,
  ];
}

/** Names from the text on one line of ASCII-safe comment: a line break or a control character cannot end it. */
export function inComment(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '?');
}

export function dataFile(name: string, data: Uint8Array | null): readonly ExportedFile[] {
  return data === null ? [] : [{ name: `${name}.npz`, content: data }];
}
