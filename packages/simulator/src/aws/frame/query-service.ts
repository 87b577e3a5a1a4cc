import type { AwsError, FailureErrors } from './aws-error.ts';
import { queryFailures } from './failures.ts';
import type { QueryParameters } from './query-parameters.ts';
import type { AwsAnswer, AwsCall, AwsService } from './service.ts';
import { element, xmlDeclaration } from './xml.ts';

/** An operation of the query protocol: answers the XML inside `<OperationResult>`, null for an operation without one. */
export type QueryOperation = (call: AwsCall, parameters: QueryParameters) => string | null;

export interface QueryServiceOptions {
  /** The name in the credential scope, for example `rds`. */
  readonly name: string;
  readonly namespace: string;
  readonly operations: Readonly<Record<string, QueryOperation>>;
  readonly failures?: FailureErrors;
}

/** A service of AWS's query protocol (`Action=...&Version=...`, answers in XML): STS, RDS, ELB. */
export function createQueryService(options: QueryServiceOptions): AwsService {
  const operations = new Map(Object.entries(options.operations));
  const { namespace } = options;
  return {
    name: options.name,
    failures: options.failures ?? queryFailures,
    operationOf(request) {
      const action = request.form().get('Action');
      return action !== null && operations.has(action) ? action : null;
    },
    run(call) {
      const operation = operations.get(call.operation);
      const result = operation?.(call, call.request.form()) ?? null;
      const { operation: name, requestId } = call;
      const resultXml = result === null ? '' : `<${name}Result>${result}</${name}Result>`;
      const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
      return xmlAnswer(
        200,
        requestId,
        `<${name}Response xmlns="${namespace}">${resultXml}${metadata}</${name}Response>`,
      );
    },
    renderError: (error, { requestId }) =>
      withHeaders(error, xmlAnswer(error.status, requestId, queryErrorXml(error, namespace, requestId))),
  };
}

function queryErrorXml(error: AwsError, namespace: string, requestId: string): string {
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  const body = `${element('Type', type)}${element('Code', error.code)}${element('Message', error.message)}`;
  return `<ErrorResponse xmlns="${namespace}"><Error>${body}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
}

export function xmlAnswer(status: number, requestId: string, xml: string): AwsAnswer {
  return {
    status,
    headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId },
    body: `${xmlDeclaration}${xml}`,
  };
}

export function withHeaders(error: AwsError, answer: AwsAnswer): AwsAnswer {
  return { ...answer, headers: { ...answer.headers, ...error.headers } };
}
