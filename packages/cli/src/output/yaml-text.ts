import { Document, visit, type Scalar } from 'yaml';
import { escapeUnsafe, hasUnsafeText } from './display-text.ts';

/** YAML 1.2; text that could harm a terminal stands in double quotes with escapes, which every reader undoes. */
export function toYamlText(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node: Scalar) {
      if (typeof node.value === 'string' && hasUnsafeText(node.value.replaceAll('\n', ''))) node.type = 'QUOTE_DOUBLE';
    },
  });
  return escapeUnsafe(document.toString({ lineWidth: 0 }), toYamlEscape);
}

function toYamlEscape(character: string): string {
  return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
}
