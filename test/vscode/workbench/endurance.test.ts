// Some hundred keystrokes with previews open, of the many thousand of `npm run endurance`.
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { testFolder } from '../harness/examples';
import { Lesson, lessonSpec } from '../harness/lesson';
import { Workbench } from '../harness/workbench';

describe('a long lesson in the editor', () => {
  const folder = testFolder('endurance');
  let workbench: Workbench;
  let lesson: Lesson;

  before(async () => {
    writeFileSync(path.join(folder, 'one.nnet'), lessonSpec('one'));
    workbench = await Workbench.shared({ folder, file: 'one.nnet' });
    lesson = new Lesson(workbench, 'one');
    await lesson.start();
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows the last of many keystrokes', () => lesson.type(300, 'typed '));
  it('shows what a storm of undo and redo ends with', () => lesson.undoAndRedo());
  it('shows what is typed in the other half of a split editor', () => lesson.split(40));
  it('shows the last edit in two previews', () => lesson.twoPreviews('one.nnet', 40));
});
