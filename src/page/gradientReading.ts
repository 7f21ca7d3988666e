import { message, type Message } from '../message/message';
import type { Network } from '../network/network';
import type { GradientForm } from '../notation/formula/forms';
import type { Quantities } from '../notation/formula/quantities';

/** The layout of every gradient. */
export const shapeOfGradient = message(
  'Every gradient has the shape of its W (denominator layout): the entry in row i and column j belongs to the weight in row i and column j.',
);

/** How the display of a form is read, and which conventions are in it. */
export function reading(form: GradientForm, network: Network, q: Quantities): readonly Message[] {
  const sentences = [...order(form), ...products(form), shapeOfGradient];
  if (q.beginsWithDelta) {
    sentences.push(message('The formulas start from Δ of the last layer (shown below).'));
  } else if (q.objective.letter === 'L') {
    sentences.push(
      form === '4' || form === '5'
        ? message('∇L, the derivative of the loss with respect to the output, comes last.')
        : message('∇L, the derivative of the loss with respect to the output, comes first.'),
    );
  } else if (q.objective.output !== null) {
    sentences.push(
      form === '4' || form === '5'
        ? message('The unit vector of the chosen output (1 in row {0}, 0 elsewhere) comes last.', q.objective.output)
        : message('The unit vector of the chosen output (1 in row {0}, 0 elsewhere) comes first.', q.objective.output),
    );
  }
  if (q.lastDerivative === 'Jacobian') {
    sentences.push(message('Softmax is not coordinate-wise: its Jacobian J = diag(p) − ppᵀ replaces Σ′.'));
  }
  if (form !== 'delta') {
    // ∇_b and ∇_X are written with it in every form.
    sentences.push(
      message('Δ of a layer is the gradient with respect to its N: the same product without the last factor.'),
    );
  }
  return [...sentences, ...ofSamples(form, network, q)];
}

function order(form: GradientForm): readonly Message[] {
  switch (form) {
    case '1':
    case '2':
      return [
        message('Here every layer has one neuron: all factors are numbers, so the order does not matter.'),
        message('The braces only mark the period.'),
      ];
    case '3':
      return [message('Each line is read from left to right, one product at a time; the braces only mark the period.')];
    case '4':
      return [
        message('Each line is read from right to left, one product at a time; the braces only mark the period.'),
        message('The final row ⊗ column is the column times the row.'),
      ];
    case '5':
      return [
        message('Products are taken in the usual order, parentheses first: they give a column.'),
        message('Σ′ with a hat is the square matrix with the column Σ′ on its diagonal.'),
      ];
    case 'delta':
      return [message('Δ is computed from the last layer downward; each Δ gives the gradient of its layer.')];
    case 'proof':
      return [
        message(
          'These are the two steps of the proof, read from left to right: (7) takes the gradient with respect to Σ down one layer, and (6) turns it into the gradient with respect to W.',
        ),
        message('The paper omits the first line, from which (7) starts.'),
      ];
  }
}

/** The products that are in a form. */
function products(form: GradientForm): readonly Message[] {
  switch (form) {
    case '1':
    case '2':
      return [];
    case '3':
    case 'proof':
      return [message('A ⋅ B is the matrix product, A ∘ B the entrywise (Hadamard) product, and A ∙ B = B ⋅ A.')];
    case '4':
    case 'delta':
      return [message('A ⋅ B is the matrix product, and A ∘ B the entrywise (Hadamard) product.')];
    case '5':
      return [message('A ⋅ B is the matrix product, and the row ⊗ the column is the column times the row.')];
  }
}

function ofSamples(form: GradientForm, { objective }: Network, q: Quantities): readonly Message[] {
  const samples = q.column?.of ?? q.columns;
  if (samples === 1) return [];
  const sentences = [
    q.column === null && (form === '4' || form === '5')
      ? message('X has {0} columns, one per sample: each line is a sum over the samples s.', samples)
      : q.column === null
        ? message('X has {0} columns, one per sample: the last product sums over the samples.', samples)
        : message(
            'This is the contribution of sample {0} of {1}; the gradients of all samples add up to that of the batch.',
            q.column.index,
            samples,
          ),
  ];
  if (objective.kind === 'loss' && objective.reduction === 'mean') {
    sentences.push(message('The factor 1/{0} of the mean is in ∇L, and so in every Δ.', samples));
  }
  return sentences;
}
