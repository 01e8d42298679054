import {
  OpenApiGeneratorV3,
  OpenAPIRegistry,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { ACCESS } from '../domain/access.ts';
import type { Route } from '../http/router.ts';
import { API_VERSION } from '../http/security-headers.ts';

const DESCRIPTION = `Sluis holds every outbound mailing of a municipality until its contact centre (KCC) is ready for
the wave of calls that it will cause, and then lets it out in batches that the KCC can carry.

Errors are \`application/problem+json\` (RFC 9457), in Dutch or English by \`Accept-Language\`, with every fault of the
input under \`errors\`. Every POST takes an \`Idempotency-Key\`: a repeat gets the first answer, the same key with another
body gets 409. What two people can edit has an \`ETag\` and wants \`If-Match\`. Moments are UTC, days are Amsterdam's.`;

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    errors: z
      .array(z.object({ path: z.string(), code: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'Every fault of the input at once.' }),
  })
  .meta({
    id: 'Problem',
    example: {
      type: 'urn:sluis:problem:invalid-input',
      title: 'Het verzoek klopt niet',
      status: 400,
      detail: 'Er klopt iets niet in het verzoek. Bij "errors" staat wat.',
      instance: 'urn:uuid:0d9c2a2e-6f0e-4f0e-9c55-6f7a4e8f5d51',
      code: 'invalid-input',
      errors: [{ path: 'body.title', code: 'missing', detail: 'Dit ontbreekt. Vul het in.' }],
    },
  });

const versionHeader = {
  'API-Version': { schema: { type: 'string' as const }, description: 'Version of the API.' },
};

const FAULTS = {
  400: 'The request is not right; all faults are listed.',
  401: 'No valid access token.',
  403: 'The role does not allow it.',
  404: 'Not there, or not to be known by this caller.',
  409: 'Refused in the present state, with the reason in words.',
  412: 'Somebody else changed it first.',
  415: 'A media type that is not read here.',
  428: 'If-Match is missing.',
  429: 'Too many requests.',
  503: 'A part of the service is out of reach; nothing was accepted.',
} as const;

/** The OpenAPI document of `routes`, made of the schemas that check the requests themselves. */
export function openApiDocument<D>(routes: readonly Route<D>[], publicUrl: string) {
  const registry = new OpenAPIRegistry();
  const security = registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  for (const route of routes) {
    registry.registerPath({ ...pathOf(route), security: [{ [security.name]: [] }] });
  }
  registry.registerPath(ownPath());
  const tags = [...new Set(routes.map(tagOf)), 'api'];
  return new OpenApiGeneratorV3(registry.definitions, {
    sortComponents: 'alphabetically',
  }).generateDocument({
    openapi: '3.0.3',
    info: {
      title: 'Sluis',
      version: API_VERSION,
      description: DESCRIPTION,
      license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/en' },
      contact: { name: 'Sluis', url: publicUrl, email: 'sluis@sluiswaard.example' },
    },
    servers: [{ url: publicUrl }],
    tags: tags.map((name) => ({ name })),
  });
}

function pathOf<D>(route: Route<D>): RouteConfig {
  const { method, path, operation, endpoint } = route;
  const roles = Object.entries(ACCESS[operation]).map(([role, reach]) => `${role} (${reach})`);
  const headers = [
    ...(method === 'post' ? [idempotencyKey] : []),
    ...(endpoint.ifMatch ? [ifMatch] : []),
  ];
  return {
    method,
    path: path.replaceAll(/:(\w+)/g, '{$1}'),
    operationId: endpoint.id,
    summary: endpoint.summary,
    description: `${endpoint.description ?? ''}\n\nRoles: ${roles.join(', ')}.`.trim(),
    tags: [tagOf(route)],
    request: {
      ...(isObject(endpoint.params) && { params: endpoint.params }),
      ...(isObject(endpoint.query) && { query: endpoint.query }),
      ...((endpoint.body ?? endpoint.files) && { body: requestBody(route) }),
      ...(headers.length > 0 && { headers: z.object(Object.assign({}, ...headers)) }),
    },
    responses: { ...answersOf(route), ...problemsOf(route) },
  };
}

const idempotencyKey = {
  'Idempotency-Key': z.string().max(100).optional().meta({ example: '3f6c…' }),
};
const ifMatch = { 'If-Match': z.string().meta({ example: '"3"' }) };

const file = z.string().meta({ format: 'binary' });

function requestBody<D>({ endpoint }: Route<D>) {
  const files = (endpoint.files ?? []).map((type) => [type, { schema: file }]);
  return {
    required: true,
    content: {
      ...(endpoint.body && { 'application/json': { schema: endpoint.body } }),
      ...Object.fromEntries(files),
    },
  };
}

function answersOf<D>({ endpoint }: Route<D>) {
  return Object.fromEntries(
    Object.entries(endpoint.answers).map(([status, schema]) => {
      const files = (endpoint.gives ?? []).map((type) => [type, { schema: file }]);
      const content = schema
        ? { content: { 'application/json': { schema }, ...Object.fromEntries(files) } }
        : {};
      const description = status === '201' ? 'Made.' : status === '204' ? 'Done.' : 'As asked.';
      return [status, { description, headers: versionHeader, ...content }];
    }),
  );
}

function problemsOf<D>({ method, endpoint }: Route<D>) {
  const statuses = [400, 401, 403, 429, 503] as (keyof typeof FAULTS)[];
  if (endpoint.params) statuses.push(404);
  if (endpoint.refuses || method === 'post') statuses.push(409);
  if (endpoint.ifMatch) statuses.push(412, 428);
  if (endpoint.body ?? endpoint.files) statuses.push(415);
  const content = { 'application/problem+json': { schema: problem } };
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: FAULTS[status], headers: versionHeader, content },
    ]),
  );
}

function ownPath(): RouteConfig {
  return {
    method: 'get',
    path: '/v1/openapi.json',
    operationId: 'getOpenApi',
    summary: 'This document',
    tags: ['api'],
    responses: {
      200: {
        description: 'As asked.',
        headers: {
          ...versionHeader,
          'access-control-allow-origin': { schema: { type: 'string' } },
        },
        content: { 'application/json': { schema: z.record(z.string(), z.unknown()) } },
      },
    },
  };
}

function tagOf<D>({ path }: Route<D>): string {
  const [, , noun = '', , part] = path.split('/');
  return part ?? noun;
}

function isObject(schema: z.ZodType | undefined): schema is z.ZodObject {
  return schema instanceof z.ZodObject;
}
