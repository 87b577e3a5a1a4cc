/** Puts together a body in AWS's chunked form (`aws-chunked`): `SIZE[;chunk-signature=...]CRLF DATA CRLF ... 0 ... CRLF
 * trailers`. The chunks' own signatures and the trailers' checksums are not checked. What does not have the form is
 * returned as it is. */
export function joinChunks(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = body.indexOf('\r\n', at);
    if (lineEnd < 0) return body;
    const match = /^([0-9a-fA-F]+)(;.*)?$/.exec(body.toString('latin1', at, lineEnd));
    if (match === null) return body;
    const size = Number.parseInt(match[1] ?? '', 16);
    if (size === 0) return Buffer.concat(chunks);
    const start = lineEnd + 2;
    if (start + size > body.length) return body;
    chunks.push(body.subarray(start, start + size));
    at = start + size + 2;
  }
}
