import { readFile } from 'node:fs/promises';
import type { Page } from '../../http/app.ts';

/** Only files of this program: nothing is loaded from elsewhere. Swagger UI styles its elements in place. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Tradewind API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <div id="api"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const startScript = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null });
`;

/**
 * The OpenAPI document and the pages that show it. They hold nothing of anyone's inventory, so they need no token; calls
 * from the page do (button "Authorize").
 */
export function apiPages({ version }: { readonly version: string }): readonly Page[] {
  let document: string | null = null;
  return [
    {
      path: '/openapi.json',
      async answer() {
        // Making the document takes a while and most processes are never asked for it.
        const { toOpenApiDocument } = await import('@tradewind/api/openapi');
        document ??= JSON.stringify(toOpenApiDocument(version));
        return respond(document, 'application/json');
      },
    },
    { path: '/docs', answer: async () => respond(html, 'text/html; charset=utf-8') },
    { path: '/docs/start.js', answer: async () => respond(startScript, 'text/javascript; charset=utf-8') },
    {
      path: '/docs/swagger-ui-bundle.js',
      answer: () =>
        respondFile(import.meta.resolve('swagger-ui-dist/swagger-ui-bundle.js'), 'text/javascript; charset=utf-8'),
    },
    {
      path: '/docs/swagger-ui.css',
      answer: () => respondFile(import.meta.resolve('swagger-ui-dist/swagger-ui.css'), 'text/css; charset=utf-8'),
    },
  ];
}

function respond(body: string | Uint8Array<ArrayBuffer>, contentType: string): Response {
  return new Response(body, {
    headers: {
      'content-type': contentType,
      'content-security-policy': contentSecurityPolicy,
      'cache-control': 'no-cache',
    },
  });
}

async function respondFile(url: string, contentType: string): Promise<Response> {
  return respond(new Uint8Array(await readFile(new URL(url))), contentType);
}
