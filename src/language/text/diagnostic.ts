import type { Message } from '../../message/message';
import type { TextRange } from '../../functions/expression/tree';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Every code with its fixed severity (language.md, "What is wrong, and how it is said"). */
export const severities = {
  'unexpected-token': 'error',
  'unclosed-bracket': 'error',
  'unknown-statement': 'error',
  'misplaced-statement': 'error',
  'unknown-activation': 'error',
  'unknown-loss': 'error',
  'unknown-function': 'error',
  'unknown-name': 'error',
  'duplicate-name': 'error',
  'duplicate-statement': 'error',
  'ragged-rows': 'error',
  'weight-columns': 'error',
  'weight-rows': 'error',
  'bias-size': 'error',
  'input-size': 'error',
  'target-size': 'error',
  'activation-count': 'error',
  'layer-size': 'error',
  'bad-number': 'error',
  'output-range': 'error',
  'softmax-position': 'error',
  'objective-conflict': 'error',
  'not-finite': 'error',
  'domain-error': 'error',
  'parameter-range': 'error',
  'file-not-found': 'error',
  'file-format': 'error',
  'foreign-file': 'error',
  'too-large': 'error',
  'internal-error': 'error',
  'unknown-quantity': 'error',
  'repeated-quantity': 'error',
  'missing-target': 'warning',
  'output-required': 'warning',
  'at-kink': 'warning',
  'target-range': 'warning',
  'derivative-mismatch': 'warning',
  'unusual-parameter': 'warning',
  'repeated-title': 'warning',
  'given-answer': 'warning',
  unanswerable: 'warning',
  'stanford-scaling': 'warning',
  'foreign-matrix': 'information',
  'redefined-builtin': 'information',
  'hessian-not-finite': 'warning',
  'lost-digits': 'warning',
  underflow: 'information',
  'missing-weights': 'information',
  'missing-input': 'information',
  'missing-layer': 'information',
  'size-unknown': 'information',
  'unused-let': 'hint',
  'unused-activation': 'hint',
  'unused-target': 'hint',
  'stanford-layout': 'hint',
} as const satisfies Record<string, Severity>;

export type DiagnosticCode = keyof typeof severities;

/** A change to the text: the range is replaced by `newText`. */
export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/** A way to mend a problem, found where the problem was found because only there all facts are at hand. */
export interface Fix {
  /** What it does, as a menu entry: "Transpose W". */
  readonly title: Message;
  readonly edits: readonly TextEdit[];
  /** Whether it is the one fix that is almost certainly meant ("fix all" applies only these). */
  readonly preferred: boolean;
}

/** One thing that is wrong or worth saying. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: Message;
  /** No larger than the culprit. */
  readonly range: TextRange;
  readonly related: readonly { readonly range: TextRange; readonly message: Message }[];
  readonly fixes: readonly Fix[];
}

/** Makes a diagnostic with the code's fixed severity. */
export function diagnostic(
  code: DiagnosticCode,
  range: TextRange,
  text: Message,
  more: Partial<Pick<Diagnostic, 'related' | 'fixes'>> = {},
): Diagnostic {
  return {
    code,
    severity: severities[code],
    message: text,
    range,
    related: more.related ?? [],
    fixes: more.fixes ?? [],
  };
}
