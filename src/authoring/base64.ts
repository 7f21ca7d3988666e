const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes as Base64: no function for it is in every place where exports are made. */
export function base64(bytes: ArrayLike<number>): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const bits = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += SIGNS[bits >> 18] + SIGNS[(bits >> 12) & 63];
    text += i + 1 < bytes.length ? SIGNS[(bits >> 6) & 63] : '=';
    text += i + 2 < bytes.length ? SIGNS[bits & 63] : '=';
  }
  return text;
}

/** XML as Base64: what is not ASCII becomes a character reference first. */
export function xmlBase64(xml: string): string {
  const ascii = xml.replace(/[^\u0000-\u007f]/gu, (sign) => `&#${sign.codePointAt(0)!};`); // eslint-disable-line no-control-regex
  return base64(Uint8Array.from({ length: ascii.length }, (_, i) => ascii.charCodeAt(i)));
}
