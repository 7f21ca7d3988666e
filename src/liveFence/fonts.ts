/**
 * Adds the fonts that a style sheet has inside. Not as a style sheet: the policy of the Markdown editor lets fonts in only
 * from addresses, which the frame cannot read in a browser.
 */
export async function addFonts(style: string): Promise<void> {
  const faces = [...style.matchAll(/@font-face\s*\{([^}]*)\}/g)].flatMap(([, rule]) => {
    const value = (name: string) => new RegExp(`(?:^|[;{\\s])${name}:\\s*([^;]*)`).exec(rule)?.[1].replace(/["']/g, '');
    const data = /base64,([^)"']*)/.exec(rule)?.[1];
    const family = value('font-family');
    if (data === undefined || family === undefined) return [];
    const descriptors = { weight: value('font-weight') ?? 'normal', style: value('font-style') ?? 'normal' };
    return [
      new FontFace(
        family,
        Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0)),
        descriptors,
      ),
    ];
  });
  for (const face of faces) document.fonts.add(await face.load());
}
