import type { Trace } from '../engine/trace';
import type { CheckedSpec } from '../language/meaning/checked';
import type { Diagnostic } from '../language/text/diagnostic';
import type { Steps } from '../steps/steps';
import { lostDigits } from './lostDigits';
import { derivativeDiagnostics } from './derivativeDiagnostics';
import { faultDiagnostics, smallNumberDiagnostics } from './faultDiagnostics';
import { hessianDiagnostics } from './hessianDiagnostics';
import { numberDiagnostics } from './numberDiagnostics';

/** What only the numbers show, in steps that can be abandoned. */
export function* diagnosticsOfNumbers(checked: CheckedSpec, traces: readonly Trace[]): Steps<Diagnostic[]> {
  return [
    ...(yield* numberDiagnostics(checked, traces)),
    ...(yield* faultDiagnostics(checked, traces)),
    ...(yield* smallNumberDiagnostics(checked, traces)),
    ...(yield* hessianDiagnostics(checked, traces)),
    ...(yield* lostDigits(checked, traces)),
    ...(yield* derivativeDiagnostics(checked, traces)),
  ];
}
