/** S3 encodes paths once and keeps them as they are; all other services normalise them and encode once more. */
export function canonicalPath(rawPath: string, service: string): string {
  if (service === 's3') {
    return rawPath
      .split('/')
      .map((segment) => uriEncode(decode(segment)))
      .join('/');
  }
  const kept: string[] = [];
  for (const segment of rawPath.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(uriEncode(segment));
  }
  const path = `/${kept.join('/')}`;
  return rawPath.endsWith('/') && path !== '/' ? `${path}/` : path;
}

/** Sorted by encoded name, then encoded value; the signature of a presigned URL does not sign itself. */
export function canonicalQuery(rawQuery: string): string {
  if (rawQuery === '') return '';
  return rawQuery
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): [string, string] => {
      const equalsAt = pair.indexOf('=');
      const [name, value] = equalsAt < 0 ? [pair, ''] : [pair.slice(0, equalsAt), pair.slice(equalsAt + 1)];
      return [uriEncode(decode(name)), uriEncode(decode(value))];
    })
    .filter(([name]) => name !== 'X-Amz-Signature')
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** RFC 3986 encoding of everything but unreserved characters; `encodeURIComponent` leaves five more. */
function uriEncode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** What is not valid percent-encoding stays as it is: the signature then does not match, which is the answer to give. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
