import { say } from '../../message/message';
import { madeFrom } from '../checksum';
import type { Trace } from '../../engine/trace';
import type { Handout } from '../handout';
import type { Target, WriterOptions } from '../target';
import { dataFile, inComment, sectionTitles, traceWithNumbers } from './numpyScript';
import { expectations, sameCode, type Expectations } from './pythonChecks';
import { PythonArrays } from './pythonArrays';
import { libraryName } from './pythonExpression';
import { PythonFunctions } from './pythonFunctions';
import { dataSection, forwardSection, objectiveCode } from './pythonSections';

/** The same network in a library that differentiates by itself, in doubles; its gradient is compared with that of NNet. */
export const pytorchScript = autodiffScript('pytorch');
export const jaxScript = autodiffScript('jax');

function autodiffScript(library: 'pytorch' | 'jax'): Target {
  return {
    extension: '.py',
    write: (handout, options) => {
      const trace = traceWithNumbers(handout.trace);
      const expected = expectations(trace);
      const wrap = library === 'jax' ? jnpArray : torchTensor;
      const arrays = new PythonArrays(expected.numbers, `${options.name}.npz`, wrap);
      const script = [
        ...opening(handout, options, library),
        ...(library === 'jax' ? jaxBody(trace, arrays, expected) : torchBody(trace, arrays, expected)),
        '',
        "print('All numbers agree.')",
        '',
      ].join('\n');
      return [{ name: `${options.name}.py`, content: script }, ...dataFile(options.name, arrays.data)];
    },
  };
}

const jnpArray = (array: string): string => `jnp.array(${array.replace(/^np\.array\((.*)\)$/s, '$1')})`;
const torchTensor = (array: string): string => `torch.from_numpy(${array}).double()`;

function opening(
  { source, title }: Handout,
  { command }: WriterOptions,
  library: 'pytorch' | 'jax',
): readonly string[] {
  const imports =
    library === 'jax'
      ? [
          'import jax',
          'import jax.numpy as jnp',
          'import jax.scipy.special',
          'import numpy as np',
          '',
          "jax.config.update('jax_enable_x64', True)",
        ]
      : ['import numpy as np', 'import torch'];
  return [
    `# ${say(madeFrom(inComment(source.file)))}`,
    `# ${inComment(command)}`,
    `# ${inComment(title ?? source.file)}: the network function f(X; W), differentiated automatically.`,
    'import math',
    '',
    ...imports,
    '',
    ...sameCode,
    '',
  ];
}

/** The names of W_i, b_i and X, two at least, in the order in which they are differentiated. */
function parameterNames({ forward }: Trace): readonly string[] {
  return [
    ...forward.network.layers.flatMap(({ index, affine }) => [`W${index}`, ...(affine ? [`b${index}`] : [])]),
    'X',
  ];
}

function torchBody(trace: Trace, arrays: PythonArrays, expected: Expectations): readonly string[] {
  const m = libraryName.pytorch;
  const functions = new PythonFunctions(trace.forward.network, 'pytorch');
  const data = dataSection(trace, arrays).lines;
  const forward = forwardSection(trace, functions, m, false).lines;
  const lines = [`# ${sectionTitles.data}`, ...data];
  if (trace.backward === null)
    return [...lines, ...defined(functions), ...forward, ...checked('forward', expected, arrays)];
  const letter = trace.backward.objective.kind === 'loss' ? 'L' : 'f';
  const value = objectiveCode(trace, functions);
  return [
    ...lines,
    `for parameter in (${parameterNames(trace).join(', ')},):`,
    '    parameter.requires_grad_()',
    ...defined(functions),
    `# ${sectionTitles.forward}`,
    ...forward,
    `${letter} = ${value}`,
    `${letter}.backward()`,
    '',
    '# The same numbers as in NNet',
    ...checked('forward', expected, arrays),
    ...checked('objective', expected, arrays),
    ...checked('gradient', expected, arrays).map((line) => line.replace(/, grad(\w+), /, ', $1.grad, ')),
  ].map((line) =>
    line.replace(
      /^same\('(\w+)', (\w+)(\.grad)?, /,
      (_, name, found, grad = '') => `same('${name}', ${found}${grad || '.detach()'}, `,
    ),
  );
}

function jaxBody(trace: Trace, arrays: PythonArrays, expected: Expectations): readonly string[] {
  const m = libraryName.jax;
  const functions = new PythonFunctions(trace.forward.network, 'jax');
  const data = dataSection(trace, arrays).lines;
  const forward = forwardSection(trace, functions, m, false).lines;
  if (trace.backward === null) {
    return [
      `# ${sectionTitles.data}`,
      ...data,
      ...defined(functions),
      ...forward,
      ...checked('forward', expected, arrays),
    ];
  }
  const names = parameterNames(trace);
  const letter = trace.backward.objective.kind === 'loss' ? 'L' : 'f';
  const value = objectiveCode(trace, functions);
  const all = names.map((_, i) => i).join(', ');
  return [
    `# ${sectionTitles.data}`,
    ...data,
    ...defined(functions),
    `def ${letter}(${names.join(', ')}):`,
    ...[...forward, `return ${value}`].map((line) => `    ${line}`),
    '',
    '',
    `value, gradient = jax.value_and_grad(${letter}, argnums=(${all}))(${names.join(', ')})`,
    `${names.map((name) => `grad${name}`).join(', ')} = gradient`,
    '',
    '# The same numbers as in NNet',
    ...checked('objective', expected, arrays).map((line) => line.replace(`, ${letter}, `, ', value, ')),
    ...checked('gradient', expected, arrays),
  ];
}

function defined(functions: PythonFunctions): readonly string[] {
  return ['', '', ...functions.definitions.flatMap((code) => [...code.split('\n'), '', ''])];
}

function checked(
  section: 'forward' | 'objective' | 'gradient',
  expected: Expectations,
  arrays: PythonArrays,
): readonly string[] {
  // Derivatives of activations have no name of their own here.
  return expected.of(section, arrays).filter((line) => !line.startsWith("same('dSigma"));
}
