import assert from 'node:assert/strict';
import { decodedText } from '../../../../src/language/text/decodedText';

describe('the text in bytes', () => {
  // By the Unicode standard: marks FF FE, FE FF and EF BB BF.
  const cases: readonly (readonly [string, readonly number[], string])[] = [
    ['UTF-8', [0x57, 0x20, 0xce, 0xa3], 'W Σ'],
    ['UTF-8 with its mark', [0xef, 0xbb, 0xbf, 0x57], 'W'],
    ['the first byte of that mark alone', [0xef, 0x57, 0xbf], '\ufffdW\ufffd'],
    ['UTF-16, least significant byte first', [0xff, 0xfe, 0x57, 0x00, 0xa3, 0x03], 'WΣ'],
    ['UTF-16, most significant byte first', [0xfe, 0xff, 0x00, 0x57, 0x03, 0xa3], 'WΣ'],
    ['one byte of a mark is none: FE', [0xfe, 0x57], '\ufffdW'],
    ['one byte of a mark is none: FF at the second place', [0x57, 0xff], 'W\ufffd'],
    ['one byte of a mark is none: FF', [0xff, 0x57], '\ufffdW'],
    ['nothing', [], ''],
  ];
  for (const [name, bytes, text] of cases) {
    it(name, () => assert.equal(decodedText(Uint8Array.from(bytes)), text));
  }
});
