import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROUTES } from '../../src/api/routes.ts';
import { testApi, type TestApi } from '../support/api.ts';

interface Operation {
  readonly operationId: string;
  readonly tags: string[];
  readonly responses: Record<
    string,
    { headers?: Record<string, unknown>; content?: Record<string, unknown> }
  >;
}

let api: TestApi;
let document: {
  openapi: string;
  info: { version: string; contact: Record<string, string> };
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
};
beforeAll(async () => {
  api = await testApi();
  document = (await api.ask('/v1/openapi.json')).body;
});
afterAll(() => api.stop());

const operations = () => Object.values(document.paths).flatMap((path) => Object.values(path));

describe('the OpenAPI document', () => {
  it('is open to everybody, from everywhere', async () => {
    const answer = await api.ask('/v1/openapi.json');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('api-version')).toBe(document.info.version);
  });

  it('names who to turn to', () => {
    expect(Object.keys(document.info.contact).toSorted()).toEqual(['email', 'name', 'url']);
  });

  it('describes every route of the table, and itself', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const served = ROUTES.map(
      ({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`,
    );
    expect(described.toSorted()).toEqual([...served, 'get /v1/openapi.json'].toSorted());
  });

  it('follows the Dutch API design rules that a program can check', () => {
    expect(document.openapi).toMatch(/^3\.\d+\.\d+$/);
    for (const path of Object.keys(document.paths)) {
      expect(path).toMatch(/^\/v1(\/([a-z][a-z0-9-]*|\{[a-zA-Z]+\}|openapi\.json))+$/);
    }
    const ids = operations().map((one) => one.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = document.tags.map((tag) => tag.name);
    expect(new Set(tags).size).toBe(tags.length);
    for (const { tags: used, responses } of operations()) {
      expect(tags).toEqual(expect.arrayContaining(used));
      for (const [status, answer] of Object.entries(responses)) {
        expect(answer.headers).toHaveProperty('API-Version');
        const types = Object.keys(answer.content ?? {});
        expect([status, types.includes('application/problem+json')]).toEqual([
          status,
          Number(status) >= 400,
        ]);
      }
    }
  });

  it('shows only examples that would be taken', () => {
    const examples = ROUTES.flatMap(({ endpoint: { id, body } }) => {
      const example: unknown = body?.meta()?.['example'];
      return example === undefined ? [] : [{ id, fault: body?.safeParse(example).error?.message }];
    });
    expect(examples.length).toBeGreaterThan(5);
    expect(examples.filter((one) => one.fault !== undefined)).toEqual([]);
  });

  it('says of every operation but itself what goes wrong', () => {
    for (const { operationId, responses } of operations()) {
      if (operationId === 'getOpenApi') continue;
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '401', '403', '503']));
    }
  });
});

describe('the pages to browse the API', () => {
  it('come from here alone', async () => {
    const page = await api.ask('/docs/');
    const html = String(page.body);
    expect(page.status).toBe(200);
    expect(html).toContain('swagger-ui');
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const script = await api.ask('/docs/swagger-ui-init.js');
    expect(script.status).toBe(200);
    expect(String(script.body)).toContain('/v1/openapi.json');
  });
});
