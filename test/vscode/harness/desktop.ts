import { downloadAndUnzipVSCode } from '@vscode/test-electron';

/** Whether a window can be shown here. */
export function hasDesktop(): boolean {
  return (
    process.platform === 'darwin' ||
    process.platform === 'win32' ||
    Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
  );
}

/**
 * The desktop VS Code, downloaded once, where there is a desktop to show it and a network to get it from.
 * NNET_VSCODE=server asks for the server build all the same.
 */
export async function desktopVSCode(): Promise<string | undefined> {
  if (!hasDesktop() || process.env['NNET_VSCODE'] === 'server') return undefined;
  try {
    return await downloadAndUnzipVSCode({ timeout: 60_000 });
  } catch (error) {
    console.error(`The desktop VS Code cannot be downloaded (${String(error)}); using the server build.`);
    return undefined;
  }
}
