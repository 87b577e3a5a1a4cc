import type { ResourceDto } from '@tradewind/api';
import { resourceFields, toResourceTable } from '../views/resource-view.ts';
import { toCsvHeader, toCsvText } from './csv-text.ts';
import { toJsonText } from './json-text.ts';
import { toMarkdownCaveat, toMarkdownRows } from './markdown-text.ts';
import type { FileFormat } from './output-format.ts';
import { toYamlText } from './yaml-text.ts';

/** An object whose key `resources` holds more than fits into memory. */
export interface ResourceDocument {
  /** Keys before `resources`. */
  readonly head: Readonly<Record<string, unknown>>;
  readonly pages: AsyncIterable<readonly ResourceDto[]>;
  /** Keys after `resources`, known when the last page has been read. */
  readonly tail: () => Readonly<Record<string, unknown>>;
  /** Why the resources may not be all there are. JSON and YAML say it in the keys, and CSV has no place for it. */
  readonly caveats: readonly string[];
}

/** The document as pieces of text. JSON and YAML hold all of it, the others only the resources. */
export function toResourceText(document: ResourceDocument, format: FileFormat): AsyncIterable<string> {
  switch (format) {
    case 'json':
      return streamJson(document);
    case 'yaml':
      return streamYaml(document);
    case 'csv':
      return streamCsv(document.pages);
    case 'md':
      return streamMarkdown(document);
  }
}

async function* streamJson({ head, pages, tail }: ResourceDocument): AsyncGenerator<string> {
  yield `{\n${toJsonMembers(head)
    .map((member) => `${member},\n`)
    .join('')}  "resources": [`;
  let separator = '\n';
  for await (const page of pages) {
    let text = '';
    for (const resource of page) {
      text += `${separator}    ${indent(toJsonText(resource), 4)}`;
      separator = ',\n';
    }
    yield text;
  }
  yield `${separator === '\n' ? '' : '\n  '}]${toJsonMembers(tail())
    .map((member) => `,\n${member}`)
    .join('')}\n}\n`;
}

function toJsonMembers(object: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(object).map(([key, value]) => `  ${JSON.stringify(key)}: ${indent(toJsonText(value), 2)}`);
}

function indent(text: string, spaces: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(spaces)}`);
}

async function* streamYaml({ head, pages, tail }: ResourceDocument): AsyncGenerator<string> {
  yield toYamlMembers(head);
  let isEmpty = true;
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield `${isEmpty ? 'resources:\n' : ''}${toYamlText(page).replaceAll(/^(?=.)/gm, '  ')}`;
    isEmpty = false;
  }
  yield `${isEmpty ? 'resources: []\n' : ''}${toYamlMembers(tail())}`;
}

function toYamlMembers(object: Readonly<Record<string, unknown>>): string {
  return Object.keys(object).length === 0 ? '' : toYamlText(object);
}

async function* streamCsv(pages: ResourceDocument['pages']): AsyncGenerator<string> {
  yield toCsvHeader(resourceFields);
  for await (const page of pages) yield toCsvText(resourceFields, page);
}

async function* streamMarkdown({ pages, caveats }: ResourceDocument): AsyncGenerator<string> {
  let isFirstPage = true;
  for await (const page of pages) {
    yield toMarkdownRows(toResourceTable(page, { width: Infinity, showsProvider: true }), isFirstPage);
    isFirstPage = false;
  }
  yield toMarkdownCaveat(caveats);
}
