import type { CommandContext } from '../command-context.ts';
import { toJsonText } from './json-text.ts';
import { toMarkdownText } from './markdown-text.ts';
import { renderSections } from './render-sections.ts';
import type { Section } from './section.ts';
import { toYamlText } from './yaml-text.ts';

/** How one kind of answer of the API is shown. JSON and YAML need nothing: they are the answer itself. */
export interface DocumentView<Document> {
  /** Columns of the terminal are given to those that show less in a narrow one. */
  readonly sections: (document: Document, width: number) => readonly Section[];
  readonly csv: (document: Document) => string;
}

/** Writes an answer of the API to stdout in the format that was asked for. */
export async function printDocument<Document>(
  context: CommandContext,
  document: Document,
  view: DocumentView<Document>,
): Promise<void> {
  await context.write(render(context, document, view));
}

function render<Document>(context: CommandContext, document: Document, view: DocumentView<Document>): string {
  switch (context.format) {
    case 'json':
      return `${toJsonText(document)}\n`;
    case 'yaml':
      return toYamlText(document);
    case 'csv':
      return view.csv(document);
    case 'md':
      return toMarkdownText(view.sections(document, Infinity));
    case 'table':
      return renderSections(view.sections(document, context.width), context.width, context.paint);
  }
}
