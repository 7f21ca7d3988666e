import * as vscode from 'vscode';

/** How often a request is made again that VS Code itself has canceled. */
const ATTEMPTS = 20;

/**
 * Runs a command. What asks a provider is canceled where VS Code notices a change of the text only after it asked,
 * which the one who waits for the answer asks again.
 */
export async function run<T>(command: string, ...args: unknown[]): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await vscode.commands.executeCommand<T>(command, ...args);
    } catch (error) {
      if (attempt === ATTEMPTS || !isCanceled(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

const isCanceled = (error: unknown): boolean =>
  error instanceof vscode.CancellationError ||
  (error instanceof Error && (error.name === 'Canceled' || error.message === 'Canceled'));
