import type { Analysis } from '../../analysis/analysis';
import type { Diagnostic } from '../../language/text/diagnostic';
import { message, type Message } from '../../message/message';
import type { Steps } from '../../steps/steps';
import type { Alphabet } from '../../notation/letters/alphabet';
import type { Look } from '../../notation/look';
import type { HandoutChoices, HandoutPartName } from '../choices';
import { sheetSteps } from '../exercise/sheet';
import { sheetDocument, type SheetDocument } from '../exercise/sheetDocument';
import { NoHandout, type Handout, type HandoutPart } from '../handout';
import { handoutSteps } from '../handoutBuilder';
import { readFenceInfo, type FencePart, type FenceRequest } from './fenceInfo';

/** What is shown in the place of a fence, in reading order. */
export type FencePiece =
  | { readonly kind: 'spec'; readonly text: string }
  /** `named`: whether its heading is shown. */
  | { readonly kind: 'part'; readonly part: HandoutPart; readonly named: boolean }
  /** `introduced`: whether the network and its numbers come first. */
  | { readonly kind: 'exercise'; readonly paper: SheetDocument; readonly introduced: boolean }
  | { readonly kind: 'waiting'; readonly text: Message }
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
  /** null where no part of one is shown. */
  readonly handout: Handout | null;
  /** Whose letters the words have. */
  readonly letters: Alphabet;
}

/** What the reader of another program’s file has to know; null for a text in the language. */
export type ForeignNotes = (analysis: Analysis) => readonly Message[] | null;

/** What is known of a fence before its text is analysed: all, if nothing is asked of it, or what is asked. */
export function openFence(text: string, info: string): Fence | FenceRequest {
  const request = readFenceInfo(info);
  if ('template' in request) return refusedFence(text, request);
  const { parts } = request;
  return parts.every((part) => part === 'spec') ? unread([{ kind: 'spec', text }]) : request;
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
  const what = request.parts.filter(isHandoutPart);
  const choices = { ...of.choices, ...request.choices, what };
  try {
    const source = { file: of.file, text: analysis.text };
    const handout = what.length === 0 ? null : yield* handoutSteps(analysis, source, choices, of.foreign(analysis));
    const papers = request.parts.length === what.length ? null : yield* papersOf(analysis, request, of.file, choices);
    return { pieces: piecesOf(request, analysis, handout, papers), handout, letters: choices.letters };
  } catch (error) {
    if (!(error instanceof NoHandout)) throw error;
    return refusedFence(analysis.text, error.text);
  }
}

/** The text of a fence, and why nothing is made of it. */
export function refusedFence(text: string, why: Message): Fence {
  return unread([
    { kind: 'spec', text },
    { kind: 'problem', text: why, line: null, diagnostic: null },
  ]);
}

/** The text of a fence while something that it needs is read. */
export function waitingFence(text: string, what: Message): Fence {
  return unread([
    { kind: 'spec', text },
    { kind: 'waiting', text: what },
  ]);
}

/** The text of a spec that is wrong or incomplete, and its problems; nothing is computed. */
function brokenFence({ text, broken, diagnostics, lines }: Analysis): Fence {
  const problems = diagnostics
    .filter(({ severity }) => severity === 'error' || (!broken && severity !== 'hint'))
    .map((found): FenceProblem => {
      const { line } = lines.positionAt(found.range.start);
      return { kind: 'problem', text: found.message, line, diagnostic: found };
    });
  return unread([{ kind: 'spec', text }, ...problems]);
}

/** A fence of which nothing is computed. */
function unread(pieces: readonly FencePiece[]): Fence {
  return { pieces, handout: null, letters: 'paper' };
}

function isHandoutPart(part: FencePart): part is HandoutPartName {
  return part !== 'spec' && part !== 'exercise' && part !== 'key';
}

/** The sheet and the key of a fence’s exercises. */
interface Papers {
  readonly sheet: SheetDocument;
  readonly key: SheetDocument;
}

function* papersOf({ checked }: Analysis, { parts }: FenceRequest, file: string, look: Look): Steps<Papers | null> {
  if (!parts.includes('exercise') && !parts.includes('key')) return null;
  const sheet = yield* sheetSteps({ file, checked }, 0);
  const style = { ...look, drawing: true };
  return { sheet: sheetDocument(sheet, false, style), key: sheetDocument(sheet, true, style) };
}

function piecesOf(
  { parts }: FenceRequest,
  { text }: Analysis,
  handout: Handout | null,
  papers: Papers | null,
): readonly FencePiece[] {
  const named = parts.filter((part) => isHandoutPart(part) && part !== 'drawing').length > 1;
  let introduced = true;
  return parts.map((name): FencePiece => {
    if (name === 'spec') return { kind: 'spec', text };
    if (name === 'exercise' || name === 'key') {
      const paper = name === 'key' ? papers!.key : papers!.sheet;
      const piece = { kind: 'exercise', paper, introduced } as const;
      introduced = false;
      return piece;
    }
    const part = handout!.parts.find((one) => one.name === name);
    if (part === undefined) return { kind: 'problem', text: notShown(name, handout!), line: null, diagnostic: null };
    const asked = parts.includes('exercise') && !parts.includes('key');
    return {
      kind: 'part',
      part: asked ? withoutValues(part, papers!.sheet) : part,
      named: named && name !== 'drawing',
    };
  });
}

/** A drawing beside an exercise has no values in its neurons: they would be answers. */
function withoutValues(part: HandoutPart, { drawing }: SheetDocument): HandoutPart {
  return part.name === 'drawing' && drawing !== null ? { ...part, blocks: [drawing] } : part;
}

function notShown(name: HandoutPartName, { network }: Handout): Message {
  return name === 'drawing'
    ? message('The network has {0} layers, which is too many to draw.', network.layers.length)
    : message('This network has nothing to show for “{0}”.', name);
}
