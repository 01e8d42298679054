import express, { type Router } from 'express';
import swaggerUi from 'swagger-ui-express';
import type { JSONWebKeySet } from 'jose';

export interface DocumentParts {
  readonly openApi: object;
  /** Keys with which anyone can check a permit. */
  readonly permitKeys: () => Promise<JSONWebKeySet>;
  /** Keys of the embedded issuer, where there is one. */
  readonly issuerKeys?: JSONWebKeySet;
}

/** What everybody may read: the description of the API, pages to browse it, and public keys. */
export function documentRouter({ openApi, permitKeys, issuerKeys }: DocumentParts): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  router.get('/v1/openapi.json', (_req, res) => {
    res.set('Access-Control-Allow-Origin', '*').json(openApi);
  });
  router.get('/.well-known/jwks.json', async (_req, res) => {
    res.set('Cache-Control', 'public, max-age=300').json(await permitKeys());
  });
  if (issuerKeys) router.get('/issuer/jwks.json', (_req, res) => void res.json(issuerKeys));
  // The page names its own files relative to the slash.
  router.get('/docs', (_req, res) => res.redirect(308, '/docs/'));
  router.use(
    '/docs/',
    swaggerUi.serve,
    swaggerUi.setup(undefined, {
      customSiteTitle: 'Sluis API',
      // No badge, because that would ask a server elsewhere.
      swaggerOptions: { url: '/v1/openapi.json', validatorUrl: null },
    }),
  );
  return router;
}
