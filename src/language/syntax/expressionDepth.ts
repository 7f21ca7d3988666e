import { grouped } from '../text/limits';
import { message, type Message } from '../../message/message';
import { culprit } from './formMessages';
import type { TokenCursor } from './tokenCursor';

/** How deep an expression may be: the height of its tree, so that nobody who walks it need fear for the stack. */
export const maxDepth = 200;

/** So many words and signs may an expression have. */
const maxSize = 10_000;

/** How deep an expression is that is being read, and how high what was read of it last. */
export class ExpressionDepth {
  /** The height of the tree that was read last. */
  height = 0;
  private depth = 0;
  private start = 0;

  constructor(private readonly cursor: TokenCursor) {}

  /** Another expression begins. */
  restart(): void {
    this.depth = 0;
    this.start = this.cursor.count;
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
    if (this.cursor.count - this.start > maxSize) {
      return this.report(
        message('An expression has at most {0} words and signs. Split it with let.', grouped(maxSize)),
      );
    }
    return this.height > maxDepth ? this.tooDeep() : node;
  }

  tooDeep(): null {
    return this.report(message('The expression is nested deeper than {0}. Split it with let.', maxDepth));
  }

  tooManyArguments(): null {
    return tooManyArguments(this.cursor);
  }

  private report(text: Message): null {
    return tooLarge(this.cursor, text);
  }
}

/** Says at the cursor that a call has more arguments than it may. */
export function tooManyArguments(cursor: TokenCursor): null {
  return tooLarge(cursor, message('A call has at most {0} arguments. Split it with let.', maxDepth));
}

function tooLarge(cursor: TokenCursor, text: Message): null {
  cursor.report('too-large', culprit(cursor), text);
  cursor.silence();
  return null;
}
