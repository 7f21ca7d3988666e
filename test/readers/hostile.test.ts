/** A title that would be markup, code or a command somewhere is text in every target: its reader finds it as it was typed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import MarkdownIt from 'markdown-it';
import { partNames } from '../../src/authoring/choices';
import { targetNames, type TargetName } from '../../src/authoring/targets';
import { exportedFiles } from '../exportedFiles';
import { sheetFiles } from '../sheetsOf';
import { handoutOf } from './networks';
import { pythonHas, runPython } from './python';

const TITLE =
  '""" \'\'\' \\ \\n \\input{x} \\(y\\) \\[z\\] \\u0041 \\N{DASH} {0} {1:NUMERICAL:=5} {{ x }} ${x} $x$ $$y$$ %d %} # ]]> --> </script></title></style>' +
  ' <b>&amp;&lt; `c` *a* [l](javascript:x) ::: --- ,, : @x @@PLUGINFILE@@/x #panic() \u202eright\u202c 😀👩‍🔬 e\u0301 é ﷽ \u2066x\u2069 = ~^_| #{x} <%= 1 %> !ENTITY злой';
const PLAIN = 'A title';

const textOf = (title: string) => `network "${title.replace(/[\\"]/g, '\\$&')}"
input X = [1]
target = [1]
layer злой_1: tanh
 W = [2]
layer 層: sigmoid
 W = [1]
loss half_sse
exercise "${title.replace(/[\\"]/g, '\\$&')}"
  ask Delta1
  note "${title.replace(/[\\"]/g, '\\$&')}"
`;

/** What Python finds in each file: of code its meaning without the comments, and these; of XML its elements and its title. */
const READ = `
import ast, io, json, struct, sys, tokenize, xml.etree.ElementTree as ET

def svg(text):
    root = ET.fromstring(text)
    tags = [one.tag.split('}')[1] for one in root.iter()]
    return {'title': root.find('{http://www.w3.org/2000/svg}title').text, 'shape': tags}

def python(text):
    comments = [one.string for one in tokenize.generate_tokens(io.StringIO(text).readline) if one.type == tokenize.COMMENT]
    return {'title': '\\n'.join(comments), 'shape': ast.dump(ast.parse(text))}

def png(data):
    assert data[:8] == b'\\x89PNG\\r\\n\\x1a\\n'
    at, found = 8, {}
    while at < len(data):
        length, = struct.unpack('>I', data[at:at + 4])
        if data[at + 4:at + 8] == b'iTXt':
            keyword, rest = data[at + 8:at + 8 + length].split(b'\\0', 1)
            found[keyword.decode()] = rest[2:].split(b'\\0', 2)[2].decode()
        at += length + 12
    return {'title': found['Title'], 'shape': sorted(found)}

def notebook(text):
    cells = json.loads(text)['cells']
    codes = [''.join(cell['source']) for cell in cells if cell['cell_type'] == 'code']
    shown = [one.value for code in codes if 'SVG' in code for one in ast.walk(ast.parse(code)) if isinstance(one, ast.Constant) and str(one.value).startswith('<')]
    drawings = [svg(one) for one in shown]
    rest = [ast.dump(ast.parse(code)) for code in codes if 'SVG' not in code]
    return {'title': drawings[0]['title'], 'shape': [rest, drawings[0]['shape']]}

found = {}
for file in sys.argv[1:]:
    data = open(file, 'rb').read()
    read = {'svg': svg, 'py': python, 'ipynb': notebook}.get(file.split('.')[-1])
    found[file] = png(data) if read is None else read(data.decode())
print(json.dumps(found))
`;

interface Found {
  readonly title: string;
  readonly shape: unknown;
}

/** What pdftotext finds on the pages; null where one of the programs is missing. */
function typeset(tex: string, folder: string): string | null {
  fs.writeFileSync(path.join(folder, 'a.tex'), tex);
  const set = spawnSync('pdflatex', ['-interaction=nonstopmode', '-halt-on-error', 'a.tex'], { cwd: folder, encoding: 'utf8' }); // prettier-ignore
  if (set.error) return null;
  assert.equal(set.status, 0, set.stdout.slice(-2000));
  const read = spawnSync('pdftotext', ['-enc', 'UTF-8', 'a.pdf', '-'], { cwd: folder, encoding: 'utf8' });
  return read.error ? null : read.stdout;
}

/** Text as pdfLaTeX can show it: signs that its fonts lack as their code points, an apostrophe as in print. */
function inPrint(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll("'", '’')
    .replace(/[^ -~’à-ÿа-яё]/gu, (sign) => `[U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`);
}

describe('A hostile title', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-hostile-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  async function write(target: TargetName, title: string, name: string): Promise<string> {
    const files = await exportedFiles(await handoutOf(textOf(title), { what: partNames }), target, name);
    for (const file of files) fs.writeFileSync(path.join(folder, file.name), file.content);
    return files[0].name;
  }

  it('is no target that this test does not know', () => {
    assert.deepEqual(targetNames, ['latex', 'beamer', 'markdown', 'html', 'slides', 'notebook', 'numpy', 'pytorch', 'jax', 'typst', 'formulas-svg', 'formulas-png', 'png', 'svg', 'tikz']); // prettier-ignore
  });

  for (const target of ['numpy', 'pytorch', 'jax', 'notebook', 'svg', 'formulas-svg', 'png', 'formulas-png'] as const) {
    it(`stays text in ${target}, and nothing else is another`, async function () {
      if (!pythonHas('json')) return this.skip();
      const [hostile, plain] = [await write(target, TITLE, `hostile-${target}`), await write(target, PLAIN, `plain-${target}`)]; // prettier-ignore
      const found = JSON.parse(runPython(READ, folder, [hostile, plain])) as Record<string, Found>;
      const [title, other] = [found[hostile].title, found[plain].title];
      if (['numpy', 'pytorch', 'jax'].includes(target))
        assert.ok(title.includes(`# ${TITLE}: the network function`), title); // prettier-ignore
      else assert.deepEqual([title, other], [TITLE, PLAIN]);
      assert.deepEqual(found[hostile].shape, found[plain].shape);
    });
  }

  it('stays text in the Markdown of a notebook, for Jupyter and for KaTeX', async () => {
    await write('notebook', TITLE, 'hostile');
    const { cells } = JSON.parse(fs.readFileSync(path.join(folder, 'hostile.ipynb'), 'utf8')) as { cells: readonly { source: readonly string[] }[] }; // prettier-ignore
    const [heading] = cells[0].source.join('').split('\n');
    const html = new MarkdownIt({ html: true, linkify: true }).render(heading);
    const text = html.replace(/<\/?(?:h1|span)>/g, '');
    assert.doesNotMatch(text, /<[a-z/]/i);
    assert.equal(text.trim().replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'), TITLE); // prettier-ignore
    // Jupyter takes \\( in the source, and $ and \( in a text of the page, for mathematics.
    assert.doesNotMatch(heading, /\\\\[([]|(?<!\\)\$/);
    assert.doesNotMatch(html.replace(/<span>[^<]*<\/span>/g, ''), /[\\$]/);
  });

  for (const target of ['latex', 'beamer'] as const) {
    it(`stays text in ${target}, set by pdfLaTeX`, async function () {
      const read = typeset(fs.readFileSync(path.join(folder, await write(target, TITLE, 'a')), 'utf8'), folder);
      if (read === null) return this.skip();
      const squeezed = read.normalize('NFC').replace(/\s+/g, '');
      const wanted = inPrint(TITLE).replace(/\s+/g, '');
      assert.ok(squeezed.includes(wanted), `${wanted}\n${squeezed.slice(0, 2 * wanted.length)}`);
    });
  }

  it('stays text in TikZ: what is heard, and the names that are drawn', async function () {
    const tex = fs.readFileSync(path.join(folder, await write('tikz', TITLE, 'a')), 'utf8');
    const read = typeset(tex, folder);
    if (read === null) return this.skip();
    const squeezed = read.replace(/\s+/g, '');
    assert.ok(squeezed.includes('злой_1') && squeezed.includes(inPrint('層')), read);
  });

  it('stays text in a quiz for Moodle: no blank, no mathematics, no file begins in it', async function () {
    const xml = (await sheetFiles(textOf(TITLE), 'moodle')).get('a.xml')!;
    fs.writeFileSync(path.join(folder, 'a.xml'), xml);
    const program = `
import html.parser, json, re, xml.etree.ElementTree as ET
root = ET.parse('a.xml').getroot()
asked = [one.findtext('questiontext/text') for one in root if one.find('questiontext') is not None]
class Read(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts, self.tags = [], []
    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
    def handle_data(self, data):
        self.parts.append(data)
found = []
for text in asked:
    read = Read()
    read.feed(text)
    found.append([text, ''.join(read.parts), sorted(set(read.tags)), read.parts])
print(json.dumps([root.findtext('question/category/text'), [one.findtext('name/text') for one in root if one.find('name') is not None], found]))
`;
    if (!pythonHas('json')) return this.skip();
    type Asked = readonly (readonly [string, string, readonly string[], readonly string[]])[];
    const [category, names, asked] = JSON.parse(runPython(program, folder)) as [string, readonly string[], Asked];
    assert.equal(category, `$course$/top/${TITLE.replaceAll('/', '//')}`);
    assert.ok(names.length > 0 && names.every((name) => name.includes(TITLE)));
    for (const [source, text, tags, parts] of asked) {
      assert.equal(text.split(TITLE).length, 3, 'title and note');
      assert.deepEqual(tags, ['img', 'p', 'span', 'strong']);
      assert.doesNotMatch(source, /\{1:NUMERICAL:=5/);
      // Only formulas begin with \( in one piece of text.
      for (const part of parts.filter((one) => /\\[([]|\$\$|@@/.test(one))) assert.match(part, /^\\\(/);
    }
  });
});
