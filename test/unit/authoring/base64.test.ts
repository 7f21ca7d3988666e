import assert from 'node:assert/strict';
import { base64, xmlBase64 } from '../../../src/authoring/base64';

describe('Base64', () => {
  it('is as Node writes it, for bytes of any number', () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, i) => (i * 89) % 256);
    for (let length = 0; length <= bytes.length; length++) {
      const some = bytes.subarray(0, length);
      assert.equal(base64(some), Buffer.from(some).toString('base64'));
    }
  });

  it('of XML has character references for what is not ASCII', () => {
    const text = Buffer.from(xmlBase64('<a>Σ₁ 😀é~</a>'), 'base64').toString('latin1');
    assert.equal(text, '<a>&#931;&#8321; &#128512;&#233;~</a>');
  });
});
