import { strToU8 } from 'fflate';
import { message, say, type Translate } from '../../../message/message';
import type { Look } from '../../../notation/look';
import { madeFrom, withoutChecksum } from '../../checksum';
import { xmlText } from '../../drawing/xmlText';
import { zipped } from '../../zip';
import { allIndices, entryLabel, entryTex } from '../askedEntry';
import type { Sheet } from '../sheet';
import { plainNumber, printed } from '../sheetNumbers';
import { askedLine, QuizPaper, type AskedPart, type QuizAnswer, type WrongAnswer } from './quizPaper';

/** Classic Quizzes round what is typed to four decimals: a right answer may be so much farther off. */
const TYPED = 0.00005;

/**
 * A zip for Canvas (IMS content package, QTI 1.2): a quiz for each sheet. Each exercise begins with a text, and each entry
 * that it asks for is a numerical question: Canvas has none with several numbers and tolerances.
 */
export function canvasQuiz(sheets: readonly Sheet[], command: string, look: Look, translate: Translate): Uint8Array {
  const quizzes = sheets.map((sheet) => new CanvasWriter(new QuizPaper(sheet, look, translate)));
  // Students may see it, and a checksum would come of the answers too.
  const made = withoutChecksum(say(madeFrom(sheets[0].file), translate));
  const files = new Map([['imsmanifest.xml', manifest(quizzes, `${made}\n${command}`)]]);
  for (const quiz of quizzes) for (const [name, content] of quiz.files()) files.set(name, content);
  return zipped(Object.fromEntries([...files].map(([name, content]) => [name, strToU8(content)])));
}

function manifest(quizzes: readonly CanvasWriter[], made: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<manifest identifier="nnet" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1" xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_v1p2">`,
    '<metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion>',
    `<imsmd:lom><imsmd:general><imsmd:description><imsmd:langstring>${xmlText(made)}</imsmd:langstring></imsmd:description></imsmd:general></imsmd:lom></metadata>`,
    '<organizations/>',
    '<resources>',
    ...quizzes.map((quiz) => quiz.resources()),
    '</resources>',
    '</manifest>',
    '',
  ].join('\n');
}

interface Item {
  readonly xml: string;
  readonly points: number;
}

class CanvasWriter {
  private readonly id: string;
  private readonly title: string;
  private readonly picture: string;

  constructor(private readonly quiz: QuizPaper) {
    const { code, title } = quiz.paper;
    this.id = `nnet_${code}`;
    this.title = `${title} ${code}`;
    this.picture = `images/${this.id}.svg`;
  }

  resources(): string {
    const meta = `${this.id}_meta`;
    const resource = (id: string, type: string, file: string, more = '') =>
      `<resource identifier="${id}" type="${type}" href="${file}"><file href="${file}"/>${more}</resource>`;
    return [
      resource(this.id, 'imsqti_xmlv1p2', this.path(), `<dependency identifierref="${meta}"/>`),
      resource(meta, 'associatedcontent/imscc_xmlv1p1/learning-application-resource', this.metaPath()),
      ...(this.quiz.svg === '' ? [] : [resource(`${this.id}_network`, 'webcontent', this.picture)]),
    ].join('\n');
  }

  files(): readonly (readonly [string, string])[] {
    const items = this.items();
    return [
      [this.path(), this.assessment(items.map(({ xml }) => xml))],
      [this.metaPath(), this.meta(items.reduce((sum, { points }) => sum + points, 0))],
      ...(this.quiz.svg === '' ? [] : [[this.picture, this.quiz.svg] as const]),
    ];
  }

  private path(): string {
    return `${this.id}/${this.id}.xml`;
  }

  private metaPath(): string {
    return `${this.id}/assessment_meta.xml`;
  }

  private assessment(items: readonly string[]): string {
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">',
      `<assessment ident="${this.id}" title="${xmlText(this.title)}">`,
      '<section ident="root_section">',
      ...items,
      '</section>',
      '</assessment>',
      '</questestinterop>',
      '',
    ].join('\n');
  }

  /** What Canvas keeps of a quiz beside its questions: without a type it becomes one for practice. */
  private meta(points: number): string {
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<quiz identifier="${this.id}" xmlns="http://canvas.instructure.com/xsd/cccv1p0">`,
      `<title>${xmlText(this.title)}</title>`,
      '<quiz_type>assignment</quiz_type>',
      `<points_possible>${decimal(Number(points.toPrecision(10)))}</points_possible>`,
      '</quiz>',
      '',
    ].join('\n');
  }

  private items(): readonly Item[] {
    return this.quiz.parts().flatMap((one) => {
      const first = one.at[1] === 0 ? [{ xml: this.text(one), points: 0 }] : [];
      return [...first, ...this.questions(one)];
    });
  }

  /** What the questions of an exercise are about; the first one has the network too. */
  private text({ exercise, at: [e] }: AskedPart): string {
    const network = e === 0 ? this.quiz.network(`%24IMS-CC-FILEBASE%24/${this.picture}`) : [];
    const html = [
      this.quiz.title(exercise, exercise.points),
      ...network,
      ...this.quiz.given(exercise, exercise.remarks),
    ];
    const id = `${this.id}_${e + 1}`;
    return item(id, `${this.quiz.paper.code} ${exercise.title}`, 'text_only_question', 0, [presentation(html, '')]);
  }

  /** One for each entry; below the last one is the worked solution of all. */
  private questions({ asked, part, at: [e, p], named }: AskedPart): readonly Item[] {
    const slips = this.quiz.slips(asked);
    const entries = allIndices(asked.asked, asked.shown);
    const points = (part.points ?? entries.length) / entries.length;
    return entries.map((indices, i) => {
      const right = { value: asked.shown.data[i], tolerance: asked.tolerance[i] + TYPED };
      const wrong = this.quiz.wrongAnswers(right, i, slips);
      const feedback = new Map([
        ...(i === entries.length - 1 ? [['general_fb', this.quiz.solution(part)] as const] : []),
        ...(wrong.length > 0 ? [['general_incorrect_fb', this.slips(wrong)] as const] : []),
      ]);
      const name = named(entryLabel(part.label, indices));
      const xml = item(`${this.id}_${e + 1}_${p + 1}_${i + 1}`, name, 'numerical_question', points, [
        presentation([askedLine(entryTex(part.tex, indices))], FIELD),
        processing(right, feedback),
        ...[...feedback].map(([to, html]) => `<itemfeedback ident="${to}"><flow_mat>${material(html)}</flow_mat></itemfeedback>`), // prettier-ignore
      ]);
      return { xml, points };
    });
  }

  /** Canvas takes every answer of a numerical question for a right one, so the wrong ones are text. */
  private slips(wrong: readonly WrongAnswer[]): readonly string[] {
    const lines = wrong.map(({ value, said }) => `<li>${plainNumber(printed(value))}: ${said}</li>`);
    return [
      this.quiz.sentence(message('Some wrong answers, and the mistake behind each:')),
      `<ul>${lines.join('')}</ul>`,
    ];
  }
}

const FIELD =
  '<response_str ident="response1" rcardinality="Single"><render_fib fibtype="Decimal"><response_label ident="answer1"/></render_fib></response_str>';

function item(id: string, title: string, type: string, points: number, content: readonly string[]): string {
  const known = {
    question_type: type,
    points_possible: decimal(points),
    assessment_question_identifierref: `${id}_ref`,
  };
  const fields = Object.entries(known).map(([label, entry]) => `<qtimetadatafield><fieldlabel>${label}</fieldlabel><fieldentry>${entry}</fieldentry></qtimetadatafield>`); // prettier-ignore
  return [
    `<item ident="${id}" title="${xmlText(title)}">`,
    `<itemmetadata><qtimetadata>${fields.join('')}</qtimetadata></itemmetadata>`,
    ...content,
    '</item>',
  ].join('\n');
}

function presentation(html: readonly string[], fields: string): string {
  return `<presentation>${material(html)}${fields}</presentation>`;
}

function material(html: readonly string[]): string {
  return `<material><mattext texttype="text/html">${xmlText(`<div>${html.join('\n')}</div>`)}</mattext></material>`;
}

/** The right answer with its range, and when which feedback is shown. */
function processing({ value, tolerance }: QuizAnswer, feedback: ReadonlyMap<string, unknown>): string {
  const shown = (to: string) =>
    feedback.has(to)
      ? [`<respcondition continue="Yes"><conditionvar><other/></conditionvar><displayfeedback feedbacktype="Response" linkrefid="${to}"/></respcondition>`] // prettier-ignore
      : [];
  // Around the number that is written, without the last bits of a sum.
  const middle = Number(plainNumber(value));
  const bound = (sign: number) => decimal(Number((middle + sign * tolerance).toPrecision(12)));
  const range = `<and><vargte respident="response1">${bound(-1)}</vargte><varlte respident="response1">${bound(1)}</varlte></and>`;
  return [
    '<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>',
    ...shown('general_fb'),
    `<respcondition continue="No"><conditionvar><or><varequal respident="response1">${decimal(middle)}</varequal>${range}</or></conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition>`,
    ...shown('general_incorrect_fb'),
    '</resprocessing>',
  ].join('\n');
}

/** With a point and without an exponent: New Quizzes leave out questions with other numbers. */
function decimal(x: number): string {
  if (Math.abs(x) >= 1e21) return `${BigInt(x)}.0`;
  const [, decimals = '', power = '0'] = /^-?\d+(?:\.(\d+))?(?:e(.+))?$/.exec(`${x}`)!;
  return x.toFixed(Math.min(100, Math.max(1, decimals.length - Number(power))));
}
