import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Version of the API as published; the first number is in every address. */
export const API_VERSION = '1.0.0';

/** The version on every answer, also on errors. */
export function apiVersion(): RequestHandler {
  return (_req, res, next) => {
    res.setHeader('API-Version', API_VERSION);
    next();
  };
}

/** What a browser may do with an answer: nothing from elsewhere, no frames, nothing kept. */
export function securityHeaders(): RequestHandler {
  const protect = helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        scriptSrcAttr: ["'none'"],
        // An installation without TLS in front of it is for trying out on one's own machine.
        upgradeInsecureRequests: null,
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  });
  return (req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    protect(req, res, next);
  };
}
