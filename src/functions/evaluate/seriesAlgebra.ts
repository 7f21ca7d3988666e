import { constants, findUnaryFunction } from '../builtin/functions';
import { expressionOf } from '../expression/expressionReader';
import type { Expression } from '../expression/tree';
import { extended, toNumber, type Extended } from '../numbers/extendedNumber';
import {
  compareJets,
  compositeJet,
  constantJet,
  differenceJet,
  isConstant,
  negativeJet,
  powerJet,
  productJet,
  quotientJet,
  signBeside,
  sumJet,
  unknownJet,
  type Jet,
} from '../numbers/jet';
import { derivative } from '../symbolic/expressionDerivative';
import { newTies, type Algebra } from './algebra';
import { compile } from './compile';
import { extendedValue } from './extendedFunctions';
import { builtinNames } from './names';

const known = new Map<string, Algebra<Jet>>();

/**
 * Power series up to a power of ε: slow, but right where doubles overflow on the way to a value that is none too large,
 * and, `beside` a point, with every tie decided as it is there and every 0/0 at its limit. They note no ties.
 */
export function series(order: number, beside: boolean): Algebra<Jet> {
  const key = `${order} ${beside}`;
  const found = known.get(key) ?? new Series(order, beside);
  known.set(key, found);
  return found;
}

class Series implements Algebra<Jet> {
  constructor(
    private readonly length: number,
    private readonly beside: boolean,
  ) {}

  number(value: number): Jet {
    return constantJet(extended(value), this.length);
  }

  none(): Jet {
    return unknownJet(this.length);
  }

  constant(name: string): Jet | undefined {
    const value = constants.get(name);
    return value === undefined ? undefined : this.number(value);
  }

  negative(u: Jet): Jet {
    return negativeJet(u);
  }

  readonly operations: Algebra<Jet>['operations'] = {
    '+': sumJet,
    '-': differenceJet,
    '*': productJet,
    '/': (u, v) => quotientJet(u, v, this.beside),
    '^': (u, v) =>
      isConstant(v) ? powerJet(u, toNumber(v[0])) : this.apply('exp', productJet(v, this.apply('ln', u))),
    min: (u, v) => this.extreme(-1, u, v),
    max: (u, v) => this.extreme(1, u, v),
  };

  order(u: Jet, v: Jet): number {
    return compareJets(u, v, this.beside);
  }

  unary(name: string): (u: Jet) => Jet {
    return (u) => this.apply(name, u);
  }

  private extreme(flip: 1 | -1, u: Jet, v: Jet): Jet {
    const order = this.order(u, v);
    if (Number.isNaN(order)) return this.none();
    return order * flip >= 0 ? u : v;
  }

  private apply(name: string, u: Jet): Jet {
    switch (name) {
      case 'sqrt':
        return powerJet(u, 0.5);
      case 'cbrt':
        // Elsewhere its derivatives are finite.
        if (u[0].m !== 0) break;
        return signBeside(u) < 0 ? negativeJet(powerJet(negativeJet(u), 1 / 3)) : powerJet(u, 1 / 3);
      case 'abs':
      case 'sign': {
        const sign = this.beside ? signBeside(u) : Math.sign(u[0].m);
        if (name === 'sign' || Number.isNaN(sign)) return this.number(sign);
        return sign < 0 ? negativeJet(u) : sign > 0 ? u : constantJet(u[0], this.length);
      }
      case 'floor':
      case 'ceil':
      case 'round':
        return this.number(this.stair(name, u));
    }
    return compositeJet(u, (k) => valueOfDerivative(name, k, u[0]));
  }

  /** Right beside a jump the stair that is there. */
  private stair(name: 'floor' | 'ceil' | 'round', u: Jet): number {
    const at = toNumber(u[0]);
    const value = toNumber(extendedValue(name, u[0]));
    if (!this.beside || !findUnaryFunction(name)?.isKink?.(at)) return value;
    const way = signBeside(differenceJet(u, constantJet(u[0], this.length)));
    if (Number.isNaN(way)) return NaN;
    if (name === 'floor') return way < 0 ? at - 1 : at;
    if (name === 'ceil') return way > 0 ? at + 1 : at;
    return way < 0 ? at - 0.5 : way > 0 ? at + 0.5 : value;
  }
}

/** The derivatives of the built-in functions as expressions in x, from the first on. */
const derivatives = new Map<string, Expression[]>();

function valueOfDerivative(name: string, order: number, at: Extended): Extended {
  if (order === 0) return extendedValue(name, at);
  const found = derivatives.get(name) ?? [expressionOf(findUnaryFunction(name)!.derivative)];
  derivatives.set(name, found);
  while (found.length < order) found.push(derivative(found[found.length - 1], 'x'));
  const values = series(0, false);
  return compile(found[order - 1], builtinNames(['x'], values), values)([constantJet(at, 0)], newTies())[0];
}
