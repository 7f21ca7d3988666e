import type { Fix } from '../text/diagnostic';
import { indentOf, moveBelow } from '../text/lineEdits';
import { message } from '../../message/message';
import type { DataStatement, LayerStatement, ParameterStatement, Spec, Statement } from '../syntax/tree';

/** The fix that moves a `W`, `b` or unnamed `target` to where it is missing; none if there is no one such place. */
export function misplacedFixes(spec: Spec, statement: ParameterStatement | DataStatement): Fix[] {
  const isParameter = statement.kind === 'weights' || statement.kind === 'bias';
  const owner = isParameter ? ownerOfParameter(spec, statement) : ownerOfTarget(spec);
  if (owner === null) return [];
  const { text } = spec;
  const indent = `${indentOf(text, owner.range)}${owner.kind === 'layer' ? '  ' : ''}`;
  return [
    {
      title: owner.kind === 'layer' ? message('Move it below its layer') : message('Move it below its input'),
      edits: moveBelow(text, statement.range, owner.range, indent),
      preferred: false,
    },
  ];
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
  return owner.broken ? null : owner;
}

/** The layer of the statement's index, or the only one that lacks what the statement gives. */
function ownerOfParameter({ statements }: Spec, { kind, direction, index }: ParameterStatement): LayerStatement | null {
  const lacking: (LayerStatement | null)[] = [];
  let layer: LayerStatement | null = null;
  const end = () => {
    if (layer !== null) lacking.push(layer.broken ? null : layer);
  };
  const isSame = (s: Statement) => s.kind === kind && s.direction === direction;
  let count = 0;
  for (const s of statements) {
    if (s.kind === 'layer') {
      end();
      count++;
      layer = index === null || index.value === count ? s : null;
    } else if (layer !== null && (isSame(s) || s.kind === 'unknown')) {
      layer = null;
    }
  }
  end();
  return lacking.length === 1 ? lacking[0] : null;
}
