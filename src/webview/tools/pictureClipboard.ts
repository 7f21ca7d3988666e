/** How long the page waits to get the focus, without which no browser lets it at the clipboard, in milliseconds. */
const PATIENCE = 3000;

/** Puts a PNG picture on the clipboard; says whether it is there. */
export async function putPicture(png: Uint8Array): Promise<boolean> {
  await focused();
  try {
    const blob = new Blob([new Uint8Array(png)], { type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ [blob.type]: blob })]);
    return true;
  } catch {
    return false;
  }
}

async function focused(): Promise<void> {
  if (document.hasFocus()) return;
  window.focus();
  if (document.hasFocus()) return;
  await new Promise((resolve) => {
    window.addEventListener('focus', resolve, { once: true });
    setTimeout(resolve, PATIENCE);
  });
}
