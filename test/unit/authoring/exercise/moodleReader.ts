// Reads Moodle XML as Moodle's importer documents it: numerical and cloze questions, embedded files. Shares no code with the writer.
import { child, treeOf, type Element } from './xmlTree';

export interface MoodleAnswer {
  readonly fraction: number;
  readonly value: string;
  readonly tolerance: string;
  readonly feedback: string;
}

export interface MoodleQuestion {
  readonly type: string;
  readonly name: string;
  /** HTML. */
  readonly text: string;
  readonly solution: string;
  readonly grade: number;
  /** The answers of each blank. */
  readonly blanks: readonly (readonly MoodleAnswer[])[];
  readonly files: Readonly<Record<string, string>>;
}

export function readMoodle(xml: string): { category: string; info: string; questions: MoodleQuestion[] } {
  const quiz = treeOf(xml);
  const [first, ...questions] = quiz.children;
  return {
    category: textOf(child(first, 'category')),
    info: textOf(child(first, 'info')),
    questions: questions.map(readQuestion),
  };
}

function readQuestion(question: Element): MoodleQuestion {
  const { type } = question.attributes;
  const text = textOf(child(question, 'questiontext'));
  const files = child(question, 'questiontext').children.filter(({ name }) => name === 'file');
  const clozes = type === 'cloze' ? readCloze(text) : [];
  const numerical = question.children
    .filter(({ name }) => name === 'answer')
    .map((answer) => ({
      fraction: Number(answer.attributes.fraction),
      value: textOf(answer),
      tolerance: child(answer, 'tolerance').text,
      feedback: textOf(child(answer, 'feedback')),
    }));
  return {
    type,
    name: textOf(child(question, 'name')),
    text,
    solution: textOf(child(question, 'generalfeedback')),
    grade:
      type === 'cloze'
        ? clozes.reduce((sum, { weight }) => sum + weight, 0)
        : Number(child(question, 'defaultgrade').text),
    blanks: type === 'cloze' ? clozes.map(({ answers }) => answers) : [numerical],
    files: Object.fromEntries(
      files.map(({ attributes, text }) => [attributes.name, Buffer.from(text, 'base64').toString('utf8')]),
    ),
  };
}

// The patterns of Moodle's question/type/multianswer/questiontype.php.
const NUMBER = '-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?';
const CLOZE = /\{([0-9]*):(NUMERICAL|NM):(.*?(?<!\\))\}/g;
const ALTERNATIVE =
  /~?(=|%(-?[0-9]+(?:[.,][0-9]*)?)%)?((?:.+?)(?<!\\|&|&amp;)(?=[~#}]|$))(?:#((?:.*?)(?<!\\)(?=[~}]|$)))?/gs;

function readCloze(html: string): { weight: number; answers: MoodleAnswer[] }[] {
  return [...html.matchAll(CLOZE)].map(([, weight, , all]) => ({
    weight: Number(weight),
    answers: [...all.matchAll(ALTERNATIVE)].map(([, sign, percent, body, feedback = '']) => {
      const numbers = new RegExp(`^(${NUMBER}):(${NUMBER})$`).exec(body);
      if (numbers === null) throw new Error(`“${body}” is no numerical answer.`);
      return {
        fraction: sign === '=' ? 100 : Number(percent),
        value: numbers[1],
        tolerance: numbers[2],
        feedback: decoded(feedback),
      };
    }),
  }));
}

/** PHP's html_entity_decode with ENT_QUOTES. */
function decoded(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return text.replace(/&(?:#(\d+)|(amp|lt|gt|quot));/g, (_, code?: string, name?: string) =>
    code === undefined ? named[name!] : String.fromCodePoint(Number(code)),
  );
}

const textOf = (of: Element): string => child(of, 'text').text;
