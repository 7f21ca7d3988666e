import assert from 'node:assert/strict';
import { say } from '../../../src/message/message';
import { readText } from '../../../src/analysis/readText';

function assertForeign(text: string, name: RegExp, culprit: string): void {
  const { diagnostics, statements } = readText(text).spec;
  assert.deepEqual(
    diagnostics.map((d) => d.code),
    ['foreign-file'],
  );
  assert.match(say(diagnostics[0].message), name);
  assert.equal(text.slice(diagnostics[0].range.start, diagnostics[0].range.end), culprit);
  assert.deepEqual(statements, []);
}

describe('files of other programs (foreign-file)', () => {
  it("Neuroph's serialised Java, however its bytes were decoded", () => {
    const bytes = Uint8Array.from([0xac, 0xed, 0x00, 0x05, 0x73, 0x72]);
    assertForeign(new TextDecoder().decode(bytes), /Neuroph/, '\ufffd\ufffd');
    assertForeign(new TextDecoder('latin1').decode(bytes), /Neuroph/, '\xac\xed');
  });

  it("Kaldi's networks, as text and binary", () => {
    assertForeign('<Nnet> \n<AffineTransform> 10 20 [\n1 2 ]\n</Nnet>', /Kaldi/, '<Nnet>');
    assertForeign('\0B<Nnet3> ', /Kaldi/, '<Nnet3>');
  });

  it('our own texts are not foreign', () => {
    for (const text of ['', '# 2,5,5,50', 'layer relu', '// a comment\nlayer relu', '[1 2]', '-1', '<', '\0']) {
      assert.ok(readText(text).spec.diagnostics.every((d) => d.code !== 'foreign-file'), text); // prettier-ignore
    }
  });
});
