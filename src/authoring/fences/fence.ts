import type { Analysis } from '../../analysis/analysis';
import type { Diagnostic } from '../../language/text/diagnostic';
import { message, type Message } from '../../message/message';
import type { Steps } from '../../steps/steps';
import type { HandoutChoices } from '../choices';
import { NoHandout, type Handout, type HandoutPart } from '../handout';
import { handoutSteps } from '../handoutBuilder';
import { readFenceInfo, type FenceRequest } from './fenceInfo';

/** What is shown in the place of a fence, in reading order. */
export type FencePiece =
  | { readonly kind: 'spec'; readonly text: string }
  /** `named`: whether its heading is shown. */
  | { readonly kind: 'part'; readonly part: HandoutPart; readonly named: boolean }
  | FenceProblem;

/** Why something is not shown. */
export interface FenceProblem {
  readonly kind: 'problem';
  readonly text: Message;
  /** The line of the fence’s text, from 0; null: its first line, with the choices. */
  readonly line: number | null;
  /** The diagnostic, if the problem is in the spec. */
  readonly diagnostic: Diagnostic | null;
}

export interface Fence {
  readonly pieces: readonly FencePiece[];
  /** null where nothing is computed. */
  readonly handout: Handout | null;
}

/** What the reader of another program’s file has to know; null for a text in the language. */
export type ForeignNotes = (analysis: Analysis) => readonly Message[] | null;

/** What is known of a fence before its text is analysed: all, if nothing is asked of it, or what is asked. */
export function openFence(text: string, info: string): Fence | FenceRequest {
  const request = readFenceInfo(info);
  if ('template' in request) return refusedFence(text, request);
  const { parts } = request;
  return parts.every((part) => part === 'spec') ? { pieces: [{ kind: 'spec', text }], handout: null } : request;
}

/**
 * What a fence shows: the asked parts, or its text and why they can’t be shown.
 * @param of `choices` hold where the fence does not choose.
 */
export function* fenceSteps(
  analysis: Analysis,
  request: FenceRequest,
  of: { readonly choices: HandoutChoices; readonly file: string; readonly foreign: ForeignNotes },
): Steps<Fence> {
  if (analysis.broken || analysis.network === null) return brokenFence(analysis);
  const what = request.parts.filter((part) => part !== 'spec');
  const choices = { ...of.choices, ...request.choices, what };
  try {
    const source = { file: of.file, text: analysis.text };
    const handout = yield* handoutSteps(analysis, source, choices, of.foreign(analysis));
    return { pieces: piecesOf(request, handout), handout };
  } catch (error) {
    if (!(error instanceof NoHandout)) throw error;
    return refusedFence(analysis.text, error.text);
  }
}

/** The text of a fence, and why nothing is made of it. */
export function refusedFence(text: string, why: Message): Fence {
  return {
    pieces: [
      { kind: 'spec', text },
      { kind: 'problem', text: why, line: null, diagnostic: null },
    ],
    handout: null,
  };
}

/** The text of a spec that is wrong or incomplete, and its problems; nothing is computed. */
function brokenFence({ text, broken, diagnostics, lines }: Analysis): Fence {
  const problems = diagnostics
    .filter(({ severity }) => severity === 'error' || (!broken && severity !== 'hint'))
    .map((found): FenceProblem => {
      const { line } = lines.positionAt(found.range.start);
      return { kind: 'problem', text: found.message, line, diagnostic: found };
    });
  return { pieces: [{ kind: 'spec', text }, ...problems], handout: null };
}

function piecesOf({ parts }: FenceRequest, handout: Handout): readonly FencePiece[] {
  const named = parts.filter((part) => part !== 'spec' && part !== 'drawing').length > 1;
  return parts.map((name): FencePiece => {
    if (name === 'spec') return { kind: 'spec', text: handout.source.text };
    const part = handout.parts.find((one) => one.name === name);
    if (part !== undefined) return { kind: 'part', part, named: named && name !== 'drawing' };
    const layers = handout.network.layers.length;
    const text =
      name === 'drawing'
        ? message('The network has {0} layers, which is too many to draw.', layers)
        : message('This network has nothing to show for “{0}”.', name);
    return { kind: 'problem', text, line: null, diagnostic: null };
  });
}
