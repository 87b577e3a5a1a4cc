import { DOMParser, onErrorStopParsing, type Element } from '@xmldom/xmldom';
import { AwsError } from '../frame/aws-error.ts';
import type { AwsRequest } from '../frame/aws-request.ts';

/** The root element of the body, which must be of that name; null when there is no body. */
export function parseXmlBody(request: AwsRequest, rootName: string): Element | null {
  if (request.body.length === 0) return null;
  let root: Element | null;
  try {
    const parser = new DOMParser({ onError: onErrorStopParsing });
    root = parser.parseFromString(request.body.toString('utf8'), 'text/xml').documentElement;
  } catch {
    throw malformedXml();
  }
  if (root?.localName !== rootName) throw malformedXml();
  return root;
}

export function childrenOf(parent: Element, name: string): readonly Element[] {
  return Array.from(parent.children).filter((child) => child.localName === name);
}

export function textOf(parent: Element, name: string): string | null {
  return childrenOf(parent, name)[0]?.textContent ?? null;
}

export function malformedXml(): AwsError {
  return new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}
