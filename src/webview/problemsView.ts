import type { PageProblem } from '../panel/protocol';
import type { PageWords } from '../panel/protocol/pageWords';
import { element } from './element';
import { fill } from './reader';

/** A list of problems, each with a link to its place in the text. */
export class ProblemsView {
  readonly element = element('section', 'problems');
  private readonly heading = element('h2');
  private readonly remark = element('p');
  private readonly list = element('ul');
  private shown = '';

  constructor(
    private readonly words: PageWords,
    private readonly goTo: (offset: number) => void,
  ) {
    this.element.hidden = true;
    this.element.setAttribute('aria-label', words.problems);
    this.element.append(this.heading, this.remark, this.list);
  }

  /** Shows these under a heading with a remark, either of which may be empty; nothing at all hides the list. */
  show(heading: string, remark: string, problems: readonly PageProblem[]): void {
    const wanted = JSON.stringify([heading, remark, problems]);
    if (wanted === this.shown) return;
    this.shown = wanted;
    this.heading.textContent = heading;
    this.heading.hidden = heading === '';
    this.remark.textContent = remark;
    this.remark.hidden = remark === '';
    this.list.replaceChildren(...problems.map((problem) => this.item(problem)));
    this.list.hidden = problems.length === 0;
    this.element.hidden = heading === '' && remark === '' && problems.length === 0;
  }

  private item(problem: PageProblem): HTMLElement {
    const { words } = this;
    const severity = {
      error: words.severityError,
      warning: words.severityWarning,
      information: words.severityInformation,
    }[problem.severity];
    const link = element('button', 'problem-link', fill(words.problemAt, problem.line, problem.column));
    link.type = 'button';
    link.addEventListener('click', () => this.goTo(problem.offset));
    return element(
      'li',
      problem.severity,
      element('span', 'severity', severity),
      element('span', 'problem-text', problem.text),
      link,
    );
  }
}
