/** Quizzes and notebooks of exercises as other programs read them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { canvasZip, paperOf, sheetFiles } from '../sheetsOf';
import { JUPYTER, pythonHas, runPython } from './python';

const EXAM = fs.readFileSync(path.resolve(__dirname, '..', '..', 'examples', 'exam.nnet'), 'utf8');
const WHOLE = `network "All <of> it & more"
input X = [0.05 0.10]
target = [0.01 0.99]
layer hidden: sigmoid
  W = [0.15 0.20; 0.25 0.30]
  b = [0.35 0.35]
layer sigmoid
  W = [0.40 0.45; 0.50 0.55]
  b = [0.60 0.60]
loss half_sse
rate = 0.5
exercise "All of it"
  give N1
  ask Sigma1: 2 dSigma1 N2 f L Delta2 gradW2: 1.5 gradb2 Delta1 gradb1 gradX nextW2 nextb2
exercise "One entry"
  ask gradW1[2, 1]: 1
`;

const HOSTILE = WHOLE.replace('One entry', ']]> --> &amp; <b>').replace('All of it"', '\u0001"');

/** The elements of Moodle XML that a quiz uses. */
const SCHEMA = `<!ELEMENT quiz (question+)>
<!ELEMENT question (((category, info) | (name, questiontext, generalfeedback, (defaultgrade, answer+, unitgradingtype, unitpenalty, showunits, unitsleft)?)))>
<!ATTLIST question type (category|numerical|cloze) #REQUIRED>
<!ELEMENT category (text)> <!ELEMENT info (text)> <!ATTLIST info format CDATA #REQUIRED>
<!ELEMENT name (text)> <!ELEMENT text (#PCDATA)>
<!ELEMENT questiontext (text, file*)> <!ATTLIST questiontext format (html) #REQUIRED>
<!ELEMENT file (#PCDATA)> <!ATTLIST file name CDATA #REQUIRED path CDATA #REQUIRED encoding (base64) #REQUIRED>
<!ELEMENT generalfeedback (text)> <!ATTLIST generalfeedback format (html) #REQUIRED>
<!ELEMENT defaultgrade (#PCDATA)>
<!ELEMENT answer (text, feedback, tolerance)> <!ATTLIST answer fraction CDATA #REQUIRED format CDATA #REQUIRED>
<!ELEMENT feedback (text)> <!ATTLIST feedback format (html) #REQUIRED> <!ELEMENT tolerance (#PCDATA)>
<!ELEMENT unitgradingtype (#PCDATA)> <!ELEMENT unitpenalty (#PCDATA)> <!ELEMENT showunits (#PCDATA)> <!ELEMENT unitsleft (#PCDATA)>
`;

/** The elements of QTI 1.2 (ims_qtiasiv1p2p1.dtd) that a quiz for Canvas uses, in the order that it asks for. */
const QTI = `<!ELEMENT questestinterop (assessment)> <!ATTLIST questestinterop xmlns CDATA #FIXED "http://www.imsglobal.org/xsd/ims_qtiasiv1p2">
<!ELEMENT assessment (section+)> <!ATTLIST assessment ident ID #REQUIRED title CDATA #IMPLIED>
<!ELEMENT section (item*)> <!ATTLIST section ident ID #REQUIRED>
<!ELEMENT item (itemmetadata?, presentation?, resprocessing*, itemfeedback*)> <!ATTLIST item ident ID #REQUIRED title CDATA #IMPLIED>
<!ELEMENT itemmetadata (qtimetadata*)> <!ELEMENT qtimetadata (qtimetadatafield+)> <!ELEMENT qtimetadatafield (fieldlabel, fieldentry)>
<!ELEMENT fieldlabel (#PCDATA)> <!ELEMENT fieldentry (#PCDATA)>
<!ELEMENT presentation (material | response_str)+>
<!ELEMENT material (mattext)+> <!ELEMENT mattext (#PCDATA)> <!ATTLIST mattext texttype CDATA "text/plain">
<!ELEMENT response_str (render_fib)> <!ATTLIST response_str ident CDATA #REQUIRED rcardinality (Single|Multiple|Ordered) "Single">
<!ELEMENT render_fib (response_label*)> <!ATTLIST render_fib fibtype (String|Integer|Decimal|Scientific) "String">
<!ELEMENT response_label EMPTY> <!ATTLIST response_label ident CDATA #REQUIRED>
<!ELEMENT resprocessing (outcomes, respcondition+)> <!ELEMENT outcomes (decvar+)>
<!ELEMENT decvar EMPTY> <!ATTLIST decvar varname CDATA "SCORE" vartype (Integer|String|Decimal|Scientific|Boolean|Enumerated|Set) "Integer" minvalue CDATA #IMPLIED maxvalue CDATA #IMPLIED>
<!ELEMENT respcondition (conditionvar, setvar*, displayfeedback*)> <!ATTLIST respcondition continue (Yes|No) "No">
<!ELEMENT conditionvar (or | other)+> <!ELEMENT or (varequal | and)+> <!ELEMENT and (vargte | varlte)+>
<!ELEMENT other EMPTY> <!ELEMENT varequal (#PCDATA)> <!ATTLIST varequal respident CDATA #REQUIRED>
<!ELEMENT vargte (#PCDATA)> <!ATTLIST vargte respident CDATA #REQUIRED> <!ELEMENT varlte (#PCDATA)> <!ATTLIST varlte respident CDATA #REQUIRED>
<!ELEMENT setvar (#PCDATA)> <!ATTLIST setvar varname CDATA "SCORE" action (Set|Add|Subtract|Multiply|Divide) "Set">
<!ELEMENT displayfeedback EMPTY> <!ATTLIST displayfeedback feedbacktype (Response|Solution|Hint) "Response" linkrefid CDATA #REQUIRED>
<!ELEMENT itemfeedback (flow_mat+)> <!ATTLIST itemfeedback ident CDATA #REQUIRED> <!ELEMENT flow_mat (material+)>
`;

/** nbgrader's rules for its metadata (schema 3), and both versions run: the key with its hidden tests. */
const NOTEBOOKS = `${JUPYTER}
import glob, re
for file in sorted(glob.glob('*.ipynb')):
    notebook = nbformat.read(file, as_version=4)
    nbformat.validate(notebook)
    ids, points = set(), 0
    for cell in notebook.cells:
        own = cell.metadata.nbgrader
        assert own.schema_version == 3 and own.task is False
        assert re.fullmatch(r'[a-zA-Z0-9_\\-]+', own.grade_id) and own.grade_id not in ids
        ids.add(own.grade_id)
        assert ('points' in own) == own.grade
        if cell.cell_type == 'markdown': assert own.locked and not own.solution and not own.grade
        if own.solution: assert not own.locked
        if own.grade: points += own.points
        if 'sheet' in file: assert 'SOLUTION' not in cell.source and 'HIDDEN' not in cell.source
    solved = [c for c in notebook.cells if 'BEGIN SOLUTION' in c.source]
    tests = [c for c in notebook.cells if 'BEGIN HIDDEN TESTS' in c.source]
    asked = [c for c in notebook.cells if c.metadata.nbgrader.solution]
    if 'key' in file: assert len(solved) == len(tests) == len(asked)
    execute(notebook)
    print(re.sub('-.*-', ' ', file), len(asked), points)
    if 'key' in file:
        # A wrong number is noticed by every hidden test.
        wrong = nbformat.v4.new_notebook(cells=[])
        for cell in notebook.cells:
            source = cell.source
            if cell.metadata.nbgrader.grade:
                name = re.search(r'np.shape\\((\\w+)\\)', source).group(1)
                source = 'try:\\n    ' + name + ' = ' + name + ' + 1\\n' + re.sub('^', '    ', source, flags=re.M) + '\\n    print("unnoticed")\\nexcept AssertionError: pass\\n' + name + ' = ' + name + ' - 1'
            if cell.cell_type == 'code': wrong.cells.append(nbformat.v4.new_code_cell(source))
        execute(wrong)
        assert not any('unnoticed' in str(c.outputs) for c in wrong.cells)
`;

describe('Exercises', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-exercises-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('as Moodle XML are well-formed and have the elements of Moodle', async function () {
    fs.writeFileSync(path.join(folder, 'moodle.dtd'), SCHEMA);
    for (const text of [EXAM, WHOLE, HOSTILE]) {
      fs.writeFileSync(path.join(folder, 'a.xml'), (await sheetFiles(text, 'moodle')).get('a.xml')!);
      const { error, stderr, status } = spawnSync('xmllint', ['--noout', '--nonet', '--dtdvalid', 'moodle.dtd', 'a.xml'], { cwd: folder, encoding: 'utf8' }); // prettier-ignore
      if (error) return this.skip();
      assert.deepEqual([status, stderr], [0, '']);
    }
  });

  it('as a package for Canvas are well-formed, and their quizzes have the elements of QTI 1.2', async function () {
    fs.writeFileSync(path.join(folder, 'qti.dtd'), QTI);
    for (const text of [EXAM, WHOLE, HOSTILE]) {
      let quizzes = 0;
      for (const [name, content] of Object.entries(unzipSync(await canvasZip(text, { count: 2 })))) {
        const isQuiz = /nnet_[^/]*\/nnet_/.test(name);
        if (isQuiz) quizzes++;
        fs.writeFileSync(path.join(folder, 'a.xml'), content);
        const { error, stderr, status } = spawnSync('xmllint', ['--noout', '--nonet', ...(isQuiz ? ['--dtdvalid', 'qti.dtd'] : []), 'a.xml'], { cwd: folder, encoding: 'utf8' }); // prettier-ignore
        if (error) return this.skip();
        assert.deepEqual([status, stderr], [0, ''], name);
      }
      assert.ok(quizzes > 0);
    }
  });

  it('as notebooks are valid, have the cells of nbgrader, and their keys pass their own hidden tests', async function () {
    if (!pythonHas('nbformat', 'nbclient', 'ipykernel', 'numpy')) return this.skip();
    for (const which of ['sheet', 'key'] as const) {
      fs.writeFileSync(path.join(folder, `exam-1-${which}.ipynb`), await paperOf(EXAM, 'notebook', which));
      fs.writeFileSync(path.join(folder, `whole-1-${which}.ipynb`), await paperOf(WHOLE, 'notebook', which));
    }
    const lines = [
      'exam key.ipynb 6 11',
      'exam sheet.ipynb 6 11',
      'whole key.ipynb 14 4.5',
      'whole sheet.ipynb 14 4.5',
    ];
    assert.deepEqual(runPython(NOTEBOOKS, folder).trim().split('\n'), lines);
  });
});
