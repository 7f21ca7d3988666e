import type { PageWords } from '../../panel/protocol/pageWords';
import { button, element } from '../element';
import { icon } from '../icons';
import { SectionTabs, type TabSection } from './sectionTabs';

/** What the toolbar sets off. */
export interface ToolbarActions {
  /** Brings a section into view. */
  go(section: TabSection): void;
  back(): void;
  /** Whether the page scrolls to the layer of the cursor. */
  follow(on: boolean): void;
  /** Whether the choices stay in view. */
  showChoices(on: boolean): void;
  /** Exports what is shown. */
  export(): void;
  present(): void;
  /** Goes to the box for the reader's own matrices. */
  checkWork(): void;
}

/** The one row that stays on top of the page: its sections, and what is done with the page as a whole. */
export class Toolbar {
  readonly element = element('header', 'toolbar');
  readonly tabs: SectionTabs;
  /** How the page relates to the text; it lies below the toolbar, also while that is hidden. */
  readonly state = element('span', 'state');
  private readonly back: HTMLButtonElement;
  private readonly follow: HTMLButtonElement;
  private readonly choices: HTMLButtonElement;
  private readonly work: HTMLButtonElement;

  constructor(words: PageWords, actions: ToolbarActions) {
    this.tabs = new SectionTabs(words, (section) => actions.go(section));
    this.back = button('', words.back, icon('back'), () => actions.back());
    this.follow = button('', words.followCursor, icon('follow'), () => actions.follow(!isPressed(this.follow)));
    this.choices = button('', words.toolbar, icon('options'), () => actions.showChoices(!isPressed(this.choices)));
    const face = element('span', '', icon('work'), element('span', 'word', words.checkWork));
    this.work = button('check-work', words.checkWorkKey, face, () => actions.checkWork());
    this.showBack(false);
    this.showWork(false);
    this.showFollowing(false);
    this.showChoices(false);
    const keys = element('div', 'keys', ...[words.help, words.helpSteps].map((text) => element('p', '', text)));
    keys.id = 'keys';
    keys.setAttribute('popover', 'auto');
    const buttons = element(
      'div',
      'view-buttons',
      this.work,
      this.back,
      this.follow,
      this.choices,
      button('', words.export, icon('export'), () => actions.export()),
      button('', words.present, icon('present'), () => actions.present()),
      button('', words.helpTitle, icon('keys'), () => keys.togglePopover()),
      keys,
    );
    this.element.append(this.tabs.element, buttons);
  }

  /** Says below the row how the page relates to the text; empty while it is up to date. */
  showState(text: string): void {
    this.state.textContent = text;
  }

  showBack(possible: boolean): void {
    this.back.disabled = !possible;
  }

  /** Whether there is something to compare one's own matrices with. */
  showWork(possible: boolean): void {
    this.work.hidden = !possible;
  }

  showFollowing(on: boolean): void {
    this.follow.setAttribute('aria-pressed', String(on));
  }

  showChoices(on: boolean): void {
    this.choices.setAttribute('aria-pressed', String(on));
  }
}

function isPressed(toggle: HTMLElement): boolean {
  return toggle.getAttribute('aria-pressed') === 'true';
}
