import { orderHolds } from '../expression/orderHolds';
import { findBuiltinActivation } from '../builtin/activations';
import { derivative } from '../symbolic/expressionDerivative';
import { argumentsInOrder, type Scope } from './expressionEvaluator';
import { expressionOf } from '../expression/expressionReader';
import { extended, toNumber, type Extended } from '../numbers/extendedNumber';
import { extendedValue } from './extendedFunctions';
import { constants, findUnaryFunction } from '../builtin/functions';
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
import type { Binary, Call, Comparison, Condition, Expression } from '../expression/tree';

/**
 * The expression as a power series: slow, but right where doubles overflow on the way to a value that is none too large,
 * and, `beside` a point, with every tie decided as it is there and every 0/0 at its limit.
 * @param args the parameters of the scope, all of one length
 */
export function expressionJet(expression: Expression, scope: Scope, args: readonly Jet[], beside: boolean): Jet {
  return new JetEvaluation(scope, args, beside).of(expression);
}

class JetEvaluation {
  private readonly order: number;

  constructor(
    private readonly scope: Scope,
    private readonly args: readonly Jet[],
    private readonly beside: boolean,
  ) {
    this.order = args[0].length - 1;
  }

  of(e: Expression): Jet {
    switch (e.kind) {
      case 'number':
        return this.constant(e.value);
      case 'name': {
        const place = this.scope.parameters.indexOf(e.name.text);
        if (place >= 0) return this.args[place];
        return this.constant(this.scope.lets.get(e.name.text) ?? constants.get(e.name.text) ?? NaN);
      }
      case 'group':
        return this.of(e.inner);
      case 'unary':
        return e.operator === '-' ? negativeJet(this.of(e.operand)) : this.of(e.operand);
      case 'binary':
        return this.binary(e.operator, this.of(e.left), this.of(e.right));
      case 'if': {
        const holds = this.condition(e.condition);
        return holds === null ? unknownJet(this.order) : this.of(holds ? e.then : e.else);
      }
      case 'call':
        return this.call(e);
    }
  }

  private constant(value: number): Jet {
    return constantJet(extended(value), this.order);
  }

  private binary(operator: Binary['operator'], u: Jet, v: Jet): Jet {
    switch (operator) {
      case '+':
        return sumJet(u, v);
      case '-':
        return differenceJet(u, v);
      case '*':
        return productJet(u, v);
      case '/':
        return quotientJet(u, v, this.beside);
      case '^':
        if (isConstant(v)) return powerJet(u, toNumber(v[0]));
        return this.unary('exp', productJet(v, this.unary('ln', u)));
    }
  }

  private call(call: Call): Jet {
    const name = call.callee.text;
    const own = this.scope.functions.get(name);
    if (own) {
      const given = argumentsInOrder(
        call.arguments,
        own.parameters.map((p) => p.name),
      );
      const values = given.map((g, i) => (g ? this.of(g.value) : this.constant(own.parameters[i].default ?? NaN)));
      return own.jet(values, this.beside);
    }
    if (name === 'min' || name === 'max') {
      return call.arguments.map((a) => this.of(a.value)).reduce((u, v) => this.extreme(name, u, v));
    }
    if (findUnaryFunction(name)) return this.unary(name, this.of(call.arguments[0].value));
    const builtin = findBuiltinActivation(name);
    if (builtin === null) return unknownJet(this.order);
    const names = ['x', ...builtin.parameters.map((p) => p.name)];
    const values = argumentsInOrder(call.arguments, names).map((g, i) =>
      g ? this.of(g.value) : this.constant(builtin.parameters[i - 1].default),
    );
    return expressionJet(expressionOf(builtin.formula(...names.slice(1))), builtinScope(names), values, this.beside);
  }

  private extreme(name: 'min' | 'max', u: Jet, v: Jet): Jet {
    const order = compareJets(u, v, this.beside);
    if (Number.isNaN(order)) return unknownJet(this.order);
    return (name === 'max' ? order >= 0 : order <= 0) ? u : v;
  }

  private unary(name: string, u: Jet): Jet {
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
        if (name === 'sign' || Number.isNaN(sign)) return this.constant(sign);
        return sign < 0 ? negativeJet(u) : sign > 0 ? u : constantJet(u[0], this.order);
      }
      case 'floor':
      case 'ceil':
      case 'round':
        return this.constant(this.stair(name, u));
    }
    return compositeJet(u, (k) => valueOfDerivative(name, k, u[0]));
  }

  /** Right beside a jump the stair that is there. */
  private stair(name: 'floor' | 'ceil' | 'round', u: Jet): number {
    const at = toNumber(u[0]);
    const value = toNumber(extendedValue(name, u[0]));
    if (!this.beside || !findUnaryFunction(name)?.isKink?.(at)) return value;
    const way = signBeside(differenceJet(u, constantJet(u[0], this.order)));
    if (Number.isNaN(way)) return NaN;
    if (name === 'floor') return way < 0 ? at - 1 : at;
    if (name === 'ceil') return way > 0 ? at + 1 : at;
    return way < 0 ? at - 0.5 : way > 0 ? at + 0.5 : value;
  }

  /** null if it cannot be known. */
  private condition(c: Condition): boolean | null {
    switch (c.kind) {
      case 'condition-group':
        return this.condition(c.inner);
      case 'not': {
        const operand = this.condition(c.operand);
        return operand === null ? null : !operand;
      }
      case 'and':
      case 'or': {
        const left = this.condition(c.left);
        return left === (c.kind === 'and') ? this.condition(c.right) : left;
      }
      case 'comparison':
        return this.comparison(c);
    }
  }

  private comparison(c: Comparison): boolean | null {
    const order = compareJets(this.of(c.left), this.of(c.right), this.beside);
    if (Number.isNaN(order)) return null;
    return orderHolds(c.operator, order);
  }
}

const builtinScope = (parameters: readonly string[]): Scope => ({ parameters, lets: new Map(), functions: new Map() });

/** The derivatives of the built-in functions as expressions in x, from the first on. */
const derivatives = new Map<string, Expression[]>();

function valueOfDerivative(name: string, order: number, at: Extended): Extended {
  if (order === 0) return extendedValue(name, at);
  const known = derivatives.get(name) ?? [expressionOf(findUnaryFunction(name)!.derivative)];
  derivatives.set(name, known);
  while (known.length < order) known.push(derivative(known[known.length - 1], 'x'));
  return expressionJet(known[order - 1], builtinScope(['x']), [constantJet(at, 0)], false)[0];
}
