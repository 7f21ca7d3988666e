import { message, type Message } from '../../../message/message';

/** `1 point`, `2 points`. */
export function pointsText(points: number): Message {
  return points === 1 ? message('1 point') : message('{0} points', points);
}
