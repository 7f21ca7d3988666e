import type { Fix } from '../text/diagnostic';
import { indentOf, moveBelow } from '../text/lineEdits';
import { message } from '../../message/message';
import type { DataStatement, LayerStatement, ParameterStatement, Spec, Statement } from '../syntax/tree';

/** Where a `W`, `b` or unnamed `target` of a text is missing: found once, however many of them are misplaced. */
export class MissingPlaces {
  private target: DataStatement | null | undefined;
  private readonly lacking = new Map<string, ReadonlyMap<number, LayerStatement>>();

  constructor(private readonly spec: Spec) {}

  /** The fix that moves a statement to where it is missing; none if there is no one such place. */
  fixes(statement: ParameterStatement | DataStatement): Fix[] {
    const isParameter = statement.kind === 'weights' || statement.kind === 'bias';
    const owner = isParameter ? this.layerLacking(statement) : this.inputLacking();
    if (owner === null || owner.broken) return [];
    const { text } = this.spec;
    const indent = `${indentOf(text, owner.range)}${owner.kind === 'layer' ? '  ' : ''}`;
    return [
      {
        title: owner.kind === 'layer' ? message('Move it below its layer') : message('Move it below its input'),
        edits: moveBelow(text, statement.range, owner.range, indent),
        preferred: false,
      },
    ];
  }

  private inputLacking(): DataStatement | null {
    if (this.target === undefined) this.target = ownerOfTarget(this.spec);
    return this.target;
  }

  /** The layer of the statement's index, or the only one that lacks what the statement gives. */
  private layerLacking({ kind, direction, index }: ParameterStatement): LayerStatement | null {
    const key = `${kind} ${direction}`;
    let lacking = this.lacking.get(key);
    if (lacking === undefined) this.lacking.set(key, (lacking = layersLacking(this.spec, kind, direction)));
    if (index !== null) return lacking.get(index.value) ?? null;
    return lacking.size === 1 ? lacking.values().next().value! : null;
  }
}

/** The first sample, if no target is written below it. */
function ownerOfTarget({ statements }: Spec): DataStatement | null {
  const isSample = (s: Statement): s is DataStatement => s.kind === 'input' || s.kind === 'batch';
  const at = statements.findIndex(isSample);
  if (at < 0) return null;
  const owner = statements[at] as DataStatement;
  const isItsTarget = (s: Statement) =>
    s.kind === 'target' && (s.name === null || s.name.text === (owner.name?.text ?? 'X'));
  for (const s of statements.slice(at + 1)) {
    if (isSample(s)) break;
    if (isItsTarget(s)) return null;
  }
  return owner;
}

/** The layers, by their numbers from 1, without a W (or b, V, v) of their own. */
function layersLacking(
  { statements }: Spec,
  kind: ParameterStatement['kind'],
  direction: boolean,
): ReadonlyMap<number, LayerStatement> {
  const lacking = new Map<number, LayerStatement>();
  let count = 0;
  for (const s of statements) {
    if (s.kind === 'layer') lacking.set(++count, s);
    else if ((s.kind === kind && s.direction === direction) || s.kind === 'unknown') lacking.delete(count);
  }
  return lacking;
}
