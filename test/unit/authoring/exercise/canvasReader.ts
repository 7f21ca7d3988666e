// Reads a content package with QTI 1.2 as Canvas imports it (its qti_exporter and, for New Quizzes, its gem qti): texts and
// numerical questions, of which every condition with a score is a right answer. Shares no code with the writer.
import assert from 'node:assert/strict';
import { strFromU8, unzipSync } from 'fflate';
import { child, treeOf, type Element } from './xmlTree';

export interface CanvasItem {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly points: number;
  /** HTML. */
  readonly text: string;
  /** Every answer that gets the points: the number, and the range around it. */
  readonly right: readonly { readonly exact: string; readonly from: string; readonly to: string }[];
  /** HTML: below each answer, and below a wrong one. */
  readonly general: string | null;
  readonly incorrect: string | null;
}

export interface CanvasQuiz {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly items: readonly CanvasItem[];
}

export interface CanvasPackage {
  readonly made: string;
  readonly quizzes: readonly CanvasQuiz[];
  /** The other files that a course gets. */
  readonly files: Readonly<Record<string, string>>;
}

export function readCanvas(zip: Uint8Array): CanvasPackage {
  const inside = Object.entries(unzipSync(zip));
  const texts = new Map(inside.map(([name, bytes]) => [name, strFromU8(bytes)]));
  assert.equal(inside[0][0], 'imsmanifest.xml');
  const manifest = treeOf(texts.get('imsmanifest.xml')!);
  const resources = child(manifest, 'resources').children;
  const named = resources.map((resource) => {
    const file = child(resource, 'file').attributes.href;
    assert.equal(resource.attributes.href, file);
    return { id: resource.attributes.identifier, type: resource.attributes.type, file, resource };
  });
  // The manifest names every file once, and nothing else.
  assert.deepEqual(named.map(({ file }) => file).sort(), [...texts.keys()].filter((name) => name !== 'imsmanifest.xml').sort()); // prettier-ignore
  assert.equal(new Set(named.map(({ id }) => id)).size, named.length);
  const quizzes = named
    .filter(({ type }) => type === 'imsqti_xmlv1p2')
    .map(({ id, file, resource }) => {
      const meta = named.find((one) => one.id === child(resource, 'dependency').attributes.identifierref)!;
      assert.equal(meta.type, 'associatedcontent/imscc_xmlv1p1/learning-application-resource');
      const quiz = readQuiz(treeOf(texts.get(file)!), treeOf(texts.get(meta.file)!));
      // Canvas finds the settings of a quiz by the name of its resource.
      assert.equal(quiz.id, id);
      return quiz;
    });
  const ids = quizzes.flatMap(({ items }) => items.map(({ id }) => id));
  assert.equal(new Set(ids).size, ids.length);
  const web = named.filter(({ type }) => type === 'webcontent');
  const lom = child(child(manifest, 'metadata'), 'imsmd:lom');
  return {
    made: child(child(child(lom, 'imsmd:general'), 'imsmd:description'), 'imsmd:langstring').text,
    quizzes,
    files: Object.fromEntries(web.map(({ file }) => [file, texts.get(file)!])),
  };
}

function readQuiz(tests: Element, meta: Element): CanvasQuiz {
  assert.equal(tests.attributes.xmlns, 'http://www.imsglobal.org/xsd/ims_qtiasiv1p2');
  const assessment = child(tests, 'assessment');
  const { ident, title } = assessment.attributes;
  assert.equal(meta.attributes.identifier, ident);
  assert.equal(child(meta, 'title').text, title);
  assert.equal(child(meta, 'quiz_type').text, 'assignment');
  const items = child(assessment, 'section').children.map(readItem);
  return { id: ident, title, points: Number(child(meta, 'points_possible').text), items };
}

function readItem(item: Element): CanvasItem {
  const { ident, title } = item.attributes;
  assert.match(ident, /^[A-Za-z_][\w.-]*$/);
  const fields = child(child(item, 'itemmetadata'), 'qtimetadata').children;
  const known = new Map(fields.map((field) => [child(field, 'fieldlabel').text, child(field, 'fieldentry').text]));
  const presentation = child(item, 'presentation');
  const [type, points] = [known.get('question_type')!, Number(known.get('points_possible'))];
  const asked = { id: ident, title, type, points, text: htmlOf(child(presentation, 'material')) };
  if (type === 'text_only_question') {
    assert.equal(points, 0);
    assert.deepEqual(item.children.map(({ name }) => name), ['itemmetadata', 'presentation']); // prettier-ignore
    return { ...asked, right: [], general: null, incorrect: null };
  }
  assert.equal(type, 'numerical_question');
  const response = child(presentation, 'response_str');
  assert.equal(response.attributes.ident, 'response1');
  assert.equal(child(response, 'render_fib').attributes.fibtype, 'Decimal');
  const conditions = child(item, 'resprocessing').children.filter(({ name }) => name === 'respcondition');
  const scored = conditions.filter(({ children }) => children.some(({ name }) => name === 'setvar'));
  const shown = conditions.filter((one) => !scored.includes(one)).map((one) => {
    child(child(one, 'conditionvar'), 'other');
    return child(one, 'displayfeedback').attributes.linkrefid;
  }); // prettier-ignore
  const feedback = new Map(
    item.children
      .filter(({ name }) => name === 'itemfeedback')
      .map((one) => [one.attributes.ident, htmlOf(child(child(one, 'flow_mat'), 'material'))]),
  );
  assert.deepEqual(shown, [...feedback.keys()]);
  assert.ok(shown.every((to) => to === 'general_fb' || to === 'general_incorrect_fb'));
  return {
    ...asked,
    right: scored.map(readRight),
    general: feedback.get('general_fb') ?? null,
    incorrect: feedback.get('general_incorrect_fb') ?? null,
  };
}

/** A number with a margin: `or` of the number and a range. */
function readRight(condition: Element): CanvasItem['right'][number] {
  assert.equal(child(condition, 'setvar').text, '100');
  const either = child(child(condition, 'conditionvar'), 'or');
  const range = child(either, 'and');
  const number = (of: Element, name: string) => {
    const found = child(of, name);
    assert.equal(found.attributes.respident, 'response1');
    // New Quizzes leave a question out whose number has no point.
    assert.match(found.text, /^-?\d+\.\d+$/);
    return found.text;
  };
  return { exact: number(either, 'varequal'), from: number(range, 'vargte'), to: number(range, 'varlte') };
}

function htmlOf(material: Element): string {
  const text = child(material, 'mattext');
  assert.equal(text.attributes.texttype, 'text/html');
  return text.text;
}
