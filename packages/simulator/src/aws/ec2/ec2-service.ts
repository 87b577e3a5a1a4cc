import type { AwsService } from '../frame/service.ts';
import { withHeaders, xmlAnswer } from '../frame/query-service.ts';
import { element } from '../frame/xml.ts';
import { ec2Failures } from './ec2-failures.ts';
import { ec2Operations } from './ec2-operations.ts';

const namespace = 'http://ec2.amazonaws.com/doc/2016-11-15/';

/** EC2: the query protocol in its own dialect (results without a wrapper, lists of `<item>`, errors in a list). */
export const ec2Service: AwsService = {
  name: 'ec2',
  failures: ec2Failures,
  operationOf(request) {
    const action = request.form().get('Action');
    return action !== null && ec2Operations.has(action) ? action : null;
  },
  run(call) {
    const { operation: name, requestId } = call;
    const result = ec2Operations.get(name)?.(call, call.request.form()) ?? '';
    const head = `<${name}Response xmlns="${namespace}"><requestId>${requestId}</requestId>`;
    return xmlAnswer(200, requestId, `${head}${result}</${name}Response>`);
  },
  renderError(error, { requestId }) {
    const body = element('Code', error.code) + element('Message', error.message);
    const xml = `<Response><Errors><Error>${body}</Error></Errors><RequestID>${requestId}</RequestID></Response>`;
    return withHeaders(error, xmlAnswer(error.status, requestId, xml));
  },
};
