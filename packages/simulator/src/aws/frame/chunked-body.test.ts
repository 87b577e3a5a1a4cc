import { describe, expect, it } from 'vitest';
import { joinChunks } from './chunked-body.ts';

const signature = `;chunk-signature=${'a'.repeat(64)}`;

describe('joinChunks', () => {
  it.each<[string, string, string]>([
    ['signed chunks', `5${signature}\r\nhello\r\n6${signature}\r\n world\r\n0${signature}\r\n\r\n`, 'hello world'],
    ['unsigned chunks and a trailer', 'b\r\nhello world\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n', 'hello world'],
    ['nothing', '0\r\n\r\n', ''],
    ['data that looks like a chunk', '8\r\n5\r\nhello\r\n0\r\n\r\n', '5\r\nhello'],
    ['a body without chunks', 'hello', 'hello'],
    ['a chunk that is cut', '5\r\nhel', '5\r\nhel'],
  ])('%s', (_, body, joined) => {
    expect(joinChunks(Buffer.from(body)).toString()).toBe(joined);
  });
});
