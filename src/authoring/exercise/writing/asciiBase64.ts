const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** XML as Base64: what is not ASCII becomes a character reference first. */
export function asciiBase64(xml: string): string {
  const ascii = xml.replace(/[^\u0000-\u007f]/gu, (sign) => `&#${sign.codePointAt(0)!};`); // eslint-disable-line no-control-regex
  let text = '';
  for (let i = 0; i < ascii.length; i += 3) {
    const [a, b, c] = [0, 1, 2].map((j) => (i + j < ascii.length ? ascii.charCodeAt(i + j) : 0));
    const bits = (a << 16) | (b << 8) | c;
    const signs = [18, 12, 6, 0].map((shift) => SIGNS[(bits >> shift) & 63]).join('');
    text += i + 2 < ascii.length ? signs : `${signs.slice(0, ascii.length - i + 1)}${'='.repeat(i + 3 - ascii.length)}`;
  }
  return text;
}
