import { escapeXml } from '../frame/xml.ts';

/** `<tagSet>`, as every describable resource of EC2 has it. */
export function tagSetXml(tags: ReadonlyMap<string, string>): string {
  if (tags.size === 0) return '<tagSet/>';
  let items = '';
  for (const [key, value] of tags)
    items += `<item><key>${escapeXml(key)}</key><value>${escapeXml(value)}</value></item>`;
  return `<tagSet>${items}</tagSet>`;
}
