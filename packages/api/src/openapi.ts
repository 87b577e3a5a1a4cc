import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { endpoints, type Endpoint } from './endpoints.ts';
import { problem } from './schemas/problem.ts';

/** The OpenAPI 3.1 document of the API, made from the same endpoints that the server routes by. */
export function toOpenApiDocument(version: string): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const [name, endpoint] of Object.entries(endpoints) as [string, Endpoint][]) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: toOperation(name, endpoint) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Tradewind',
      version,
      description: 'One control plane for many clouds and the edge.',
      license: { name: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    paths,
  });
}

function toOperation(name: string, endpoint: Endpoint): ZodOpenApiOperationObject {
  const requestParams = {
    ...(endpoint.params && { path: endpoint.params }),
    ...(endpoint.query && { query: endpoint.query }),
  };
  const contentType = endpoint.stream ? 'text/event-stream' : 'application/json';
  return {
    operationId: name,
    summary: endpoint.summary,
    ...(endpoint.description && { description: endpoint.description }),
    tags: [endpoint.tag],
    ...(endpoint.open && { security: [] }),
    requestParams,
    ...(endpoint.body && {
      requestBody: { required: true, content: { 'application/json': { schema: endpoint.body } } },
    }),
    responses: {
      [String(endpoint.status)]: {
        description: endpoint.summary,
        content: { [contentType]: { schema: endpoint.response } },
      },
      default: { description: 'A problem', content: { 'application/problem+json': { schema: problem } } },
    },
  };
}
