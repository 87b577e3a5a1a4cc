import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { toDisplayText } from './display-text.ts';

/** Text of one or more lines, made harmless, with no line wider than the terminal. */
export function wrapText(text: string, terminalWidth: number): string {
  return text
    .split('\n')
    .map((line) => {
      const shown = toDisplayText(line);
      return stringWidth(shown) <= terminalWidth ? shown : wrapAnsi(shown, terminalWidth, { hard: true });
    })
    .join('\n');
}
