import { message, type Message } from '../../message/message';
import { culprit } from './formMessages';
import type { TokenCursor } from './tokenCursor';

/** How deep an expression may be: the height of its tree, so that nobody who walks it need fear for the stack. */
export const maxDepth = 200;

/** How deep an expression is that is being read, and how high what was read of it last. */
export class ExpressionDepth {
  /** The height of the tree that was read last. */
  height = 0;
  private depth = 0;

  constructor(private readonly cursor: TokenCursor) {}

  /** Another expression begins. */
  restart(): void {
    this.depth = 0;
  }

  /** Runs `parse` one level deeper, if there is one. */
  nested<T>(parse: () => T | null): T | null {
    if (!this.enter()) return null;
    const node = parse();
    this.leave();
    return node;
  }

  /** Goes one level deeper, if there is one; the same as `nested` without a function, as negative entries are many. */
  enter(): boolean {
    if (this.depth >= maxDepth) {
      this.tooDeep();
      return false;
    }
    this.depth++;
    return true;
  }

  leave(): void {
    this.depth--;
  }

  /** The node, of one level more than its highest child, if it is not too high. */
  grown<T>(node: T, childHeight: number): T | null {
    this.height = childHeight + 1;
    return this.height > maxDepth ? this.tooDeep() : node;
  }

  tooDeep(): null {
    return this.report(message('The expression is nested deeper than {0}. Split it with let.', maxDepth));
  }

  tooManyArguments(): null {
    return this.report(message('A call has at most {0} arguments. Split it with let.', maxDepth));
  }

  private report(text: Message): null {
    this.cursor.report('too-large', culprit(this.cursor), text);
    this.cursor.silence();
    return null;
  }
}
