import { styleText } from 'node:util';

/** What a piece of text says, for terminals with colours. */
export type Tone = 'heading' | 'muted' | 'good' | 'warning' | 'bad';

export type Palette = (tone: Tone, text: string) => string;

const styles = { heading: 'bold', muted: 'dim', good: 'green', warning: 'yellow', bad: 'red' } as const;

/** Whether to colour has been decided by then, so the stream is not asked again. */
export function createPalette(hasColor: boolean): Palette {
  if (!hasColor) return (_, text) => text;
  return (tone, text) => styleText(styles[tone], text, { validateStream: false });
}
