const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes as Base64: no function for it is in every place where exports are made. */
export function base64(bytes: ArrayLike<number>): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const bits = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const signs = [18, 12, 6, 0].map((shift) => SIGNS[(bits >> shift) & 63]).join('');
    parts.push(
      i + 2 < bytes.length ? signs : `${signs.slice(0, bytes.length - i + 1)}${'='.repeat(i + 3 - bytes.length)}`,
    );
  }
  return parts.join('');
}

/** XML as Base64: what is not ASCII becomes a character reference first. */
export function xmlBase64(xml: string): string {
  const ascii = xml.replace(/[^\u0000-\u007f]/gu, (sign) => `&#${sign.codePointAt(0)!};`); // eslint-disable-line no-control-regex
  return base64(Array.from(ascii, (sign) => sign.charCodeAt(0)));
}
