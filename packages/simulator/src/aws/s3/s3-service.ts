import { createHash } from 'node:crypto';
import { s3Failures } from '../frame/failures.ts';
import type { AwsAnswer, AwsService } from '../frame/service.ts';
import { element, xmlDeclaration } from '../frame/xml.ts';
import { findS3Route } from './s3-routes.ts';

/** S3: methods and paths, answers in XML, errors without a wrapper; the bucket stands in the path or in the host. */
export const s3Service: AwsService = {
  name: 's3',
  failures: s3Failures,
  operationOf: (request) => findS3Route(request)?.operation ?? null,
  run(call) {
    const found = findS3Route(call.request);
    if (found === null) throw new Error(`no route for ${call.operation}`);
    const { status = 200, headers = {}, xml } = found.run(call);
    return answer(call.requestId, { status, headers, xml: xml ?? null });
  },
  renderError(error, { requestId, request }) {
    const details = Object.entries(error.details).map(([name, value]) => element(name, value));
    const ids = element('RequestId', requestId) + element('HostId', hostId(requestId));
    const body = `${element('Code', error.code)}${element('Message', error.message)}${details.join('')}${ids}`;
    const xml = request.method === 'HEAD' ? null : `<Error>${body}</Error>`;
    return answer(requestId, { status: error.status, headers: error.headers, xml });
  },
};

interface AnswerParts {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly xml: string | null;
}

function answer(requestId: string, { status, headers, xml }: AnswerParts): AwsAnswer {
  return {
    status,
    headers: {
      'x-amz-request-id': requestId,
      'x-amz-id-2': hostId(requestId),
      ...(xml === null ? {} : { 'content-type': 'application/xml' }),
      ...headers,
    },
    body: xml === null ? '' : `${xmlDeclaration}${xml}`,
  };
}

/** S3's second id of a request, which names the host that answered. */
function hostId(requestId: string): string {
  return createHash('sha512').update(requestId).digest('base64').slice(0, 76);
}
