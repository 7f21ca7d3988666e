import * as vscode from 'vscode';
import type { Analysis } from '../../analysis/analysis';
import type { ExportedFile } from '../../authoring/target';
import { exerciseTargetNamed, type ExerciseTarget } from '../../authoring/exercise/exerciseTargets';
import { say, type Message } from '../../message/message';
import type { Look } from '../../notation/look';
import { type EditorDocuments, translate } from '../documents';
import { askedDocument } from '../gradient/gradientResults';
import {
  askBlanks,
  askExerciseTarget,
  askFolder,
  askSheets,
  mayAddExercise,
  sheetOptions,
  type SheetChoice,
  type SheetOption,
} from './exerciseQuestions';
import { fileName, stem, wordsOf } from './exportRequest';
import { madeByWriters, mathStyle, tellOfLetters } from './madeByWriters';
import { mayWrite } from './writtenBefore';
import { writeWholeFiles } from './wholeFile';

/** What a caller can decide beforehand; whatever is missing is asked. */
interface Given {
  readonly target?: unknown;
  readonly count?: unknown;
  readonly options?: unknown;
  readonly to?: unknown;
}

/** *Make Exercise…* and *Find Friendly Numbers…*. */
export function registerExercises(
  context: vscode.ExtensionContext,
  documents: EditorDocuments,
  look: { readonly value: Look },
): vscode.Disposable {
  const exercises = new Exercises(context, documents, look);
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand('nnet.makeExercise', (uri?: vscode.Uri | string, given?: Given) =>
      exercises.make(uri, given ?? {}, false),
    ),
    registerCommand('nnet.findFriendlyNumbers', (uri?: vscode.Uri | string, given?: Given) =>
      exercises.make(uri, given ?? {}, true),
    ),
  );
}

class Exercises {
  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly documents: EditorDocuments,
    private readonly look: { readonly value: Look },
  ) {}

  /** The addresses of the files that were written; nothing if none were. */
  async make(uri: vscode.Uri | string | undefined, given: Given, friendly: boolean): Promise<readonly string[]> {
    const document = await askedDocument(this.documents, uri);
    const analysis = document && (await this.documents.analysis(document));
    if (!document || !analysis) return [];
    if (analysis.broken) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('The text has errors, so no exercise was made. Fix them first.'),
      );
      return [];
    }
    if (!(await this.hasExercise(document, analysis))) return [];
    const target = exerciseTargetNamed(given.target) ?? (await askExerciseTarget());
    if (target === undefined) return [];
    const chosen = typeof given.count === 'number' ? { count: given.count, codes: [] } : await askSheets(friendly);
    if (chosen === undefined) return [];
    const options = await sheetOptions(given);
    if (options === undefined) return [];
    const made = await this.files(document, target, { ...chosen, friendly, options });
    if (made === null) return [];
    const folder = typeof given.to === 'string' ? vscode.Uri.parse(given.to, true) : await askFolder(document);
    if (folder === undefined) return [];
    const written = await this.write(made.files, folder);
    // Before the folder is asked for it would be gone when the reader looks.
    if (written.length > 0 && made.said !== '') void vscode.window.showInformationMessage(made.said);
    return written;
  }

  /** Whether there is an exercise; where there is none, the one that the reader puts together is written into the text. */
  private async hasExercise(document: vscode.TextDocument, { checked }: Analysis): Promise<boolean> {
    if (checked.exercises.some(({ ask }) => ask.length > 0)) return true;
    const blanks = await askBlanks(checked);
    if (blanks === undefined) return false;
    const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
    const title = vscode.l10n.t('Exercise');
    const statement = [`exercise "${title}"`, `  ask ${blanks.join(' ')}`, ''].join(eol);
    if (!(await mayAddExercise(document, statement))) return false;
    const end = document.lineAt(document.lineCount - 1).range.end;
    const before = document.getText().endsWith('\n') || document.getText() === '' ? eol : eol + eol;
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, end, before + statement);
    return vscode.workspace.applyEdit(edit);
  }

  /** The files, and what to say of the search for their numbers; null if there are none, of which the reader is told. */
  private async files(
    document: vscode.TextDocument,
    target: ExerciseTarget,
    { count, codes, friendly, options }: SheetChoice & { friendly: boolean; options: readonly SheetOption[] },
  ): Promise<{ readonly files: readonly ExportedFile[]; readonly said: string } | null> {
    const name = fileName(document.uri);
    const title = friendly ? vscode.l10n.t('Looking for friendly numbers') : vscode.l10n.t('Making sheets and keys');
    const language = vscode.env.language.startsWith('ru') ? 'ru' : 'en';
    const words = await wordsOf(language, this.context.extensionUri);
    const made = await madeByWriters(this.documents, document, title, async (writers, { checked }, drive) => {
      const rounding = options.includes('printed') ? 'printed' : 'full';
      const wanted = { codes, first: 0, count, friendly, rounding } as const;
      const { sheets, said } = await writers.makeSheets({ file: name, checked }, wanted, drive);
      const writing = {
        name: stem(name),
        language,
        translate: words,
        ...this.look.value,
        drawing: options.includes('drawing'),
        mathStyle: () => mathStyle(writers, this.context.extensionUri),
      } as const;
      return { found: sheets.length, said, files: await writers.exerciseFiles(sheets, target, writing) };
    });
    if (made === null) return null;
    const { found, said, files } = made;
    const text = said.map((sentence: Message) => say(sentence, translate)).join(' ');
    if (found === 0) {
      void vscode.window.showWarningMessage(text);
      return null;
    }
    return { files, said: text };
  }

  private async write(files: readonly ExportedFile[], folder: vscode.Uri): Promise<readonly string[]> {
    const places = files.map(({ name, content }) => ({ uri: vscode.Uri.joinPath(folder, name), content }));
    if (!(await mayWrite(places.map(({ uri }) => uri)))) return [];
    try {
      await writeWholeFiles(places);
    } catch (error) {
      const why = error instanceof Error ? error.message : '';
      void vscode.window.showErrorMessage(vscode.l10n.t('“{0}” couldn’t be written: {1}', fileName(folder), why));
      return [];
    }
    await tellOfLetters(files);
    const [first] = places;
    // A zip is no reading matter.
    if (typeof first.content !== 'string') {
      void vscode.window.showInformationMessage(vscode.l10n.t('“{0}” was written.', fileName(first.uri)));
      return [first.uri.toString()];
    }
    for (const { uri } of places.slice(0, 2).reverse()) {
      await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
    }
    return places.map(({ uri }) => uri.toString());
  }
}
