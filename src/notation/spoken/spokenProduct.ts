import { message, type Message } from '../../message/message';
import type { Operator } from '../formula/product';
import type { Spoken } from './spokenSymbol';

/** What has been found, op the next factor. */
export function goingRight(operator: Operator, done: Spoken, next: Spoken): Message {
  switch (operator) {
    case '·':
    case 'scale':
      return thenTimes(done, next);
    case '•':
      return thenFromLeft(done, next);
    case '∘':
      return message('{0}, then the Hadamard product with {1}', done, next);
    case '⊗':
      return message('{0}, then the Kronecker product with {1}', done, next);
    case '+':
      return message('{0}, then plus {1}', done, next);
    case '−':
      return message('{0}, then minus {1}', done, next);
    case ',':
      return message('{0}, then the scalar product with {1}', done, next);
  }
}

/** The next factor op what has been found. */
export function goingLeft(operator: Operator, done: Spoken, next: Spoken): Message {
  switch (operator) {
    case '·':
    case 'scale':
      return thenFromLeft(done, next);
    case '•':
      return thenTimes(done, next);
    case '⊗':
      return isTransposed(next)
        ? message('{0}, then {1} transposed in the Kronecker product with it', done, next.args[0])
        : message('{0}, then {1} in the Kronecker product with it', done, next);
    case '−':
      return message('{0}, then {1} minus it', done, next);
    case '∘':
    case '+':
    case ',':
      return goingRight(operator, done, next);
  }
}

/** Two factors with the operator between them. */
export function infix(operator: Operator, left: Spoken, right: Spoken): Message {
  switch (operator) {
    case '·':
    case 'scale':
      return times(left, right);
    case '•':
      return message('{0}, inverted product with {1}', left, right);
    case '∘':
      return message('{0}, Hadamard product with {1}', left, right);
    case '⊗':
      return message('{0}, Kronecker product with {1}', left, right);
    case '+':
      return message('{0} plus {1}', left, right);
    case '−':
      return message('{0} minus {1}', left, right);
    case ',':
      return message('{0}, scalar product with {1}', left, right);
  }
}

// What a translation puts into another case as a factor is in sentences of its own.

function isTransposed(factor: Spoken): factor is Message {
  return typeof factor !== 'string' && factor.template === '{0} transposed';
}

function thenTimes(done: Spoken, next: Spoken): Message {
  return isTransposed(next)
    ? message('{0}, then times {1} transposed', done, next.args[0])
    : message('{0}, then times {1}', done, next);
}

function thenFromLeft(done: Spoken, next: Spoken): Message {
  return isTransposed(next)
    ? message('{0}, then {1} transposed times it', done, next.args[0])
    : message('{0}, then {1} times it', done, next);
}

function times(left: Spoken, right: Spoken): Message {
  if (typeof right === 'string') return message('{0} times {1}', left, right);
  const [first, second] = right.args;
  switch (right.template) {
    case '{0} transposed':
      return message('{0} times {1} transposed', left, first);
    case 'row {0} of {1}':
      return message('{0} times row {1} of {2}', left, first, second);
    case 'the row of {0} ones':
      return message('{0} times the row of {1} ones', left, first);
    case 'the diagonal matrix of Sigma prime {0}':
      return message('{0} times the diagonal matrix of Sigma prime {1}', left, first);
    case 'the diagonal matrix of Sigma prime {0} of sample {1}':
      return message('{0} times the diagonal matrix of Sigma prime {1} of sample {2}', left, first, second);
    default:
      return message('{0} times {1}', left, right);
  }
}
