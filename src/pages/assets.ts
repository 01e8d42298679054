import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import express, { type Router } from 'express';
import type { Colour } from '../charts/colour.ts';
import { acceptedEncoding } from './answer.ts';
import type { PageHouse } from './deps.ts';
import type { ScriptName } from './page.ts';
import type { Frame } from './render.tsx';
import { OWN_SCRIPTS } from './scripts.ts';
import { stylesheet } from './stylesheet.ts';

const ONE_YEAR_SECONDS = 31_536_000;

/** Where in its package each script is that is not our own. */
const PACKAGED: { readonly [name in Exclude<ScriptName, keyof typeof OWN_SCRIPTS>]: string } = {
  htmx: 'htmx.org/dist/htmx.min.js',
};

/** A file that pages are shown with; its address changes with its content, so browsers may keep it for ever. */
interface Asset {
  readonly path: string;
  readonly type: string;
  readonly content: { readonly identity: Buffer; readonly br: Buffer; readonly gzip: Buffer };
}

export type Assets = ReturnType<typeof createAssets>;

/** Stylesheet and scripts in a municipality's colour, packed once. */
export function createAssets(colour: Colour) {
  const css = asset('sluis', 'css', stylesheet(colour));
  const scripts = new Map<ScriptName, Asset>();
  const scriptOf = (name: ScriptName): Asset => {
    const made = scripts.get(name) ?? asset(name, 'js', scriptText(name));
    scripts.set(name, made);
    return made;
  };
  return {
    stylesheetPath: css.path,
    scriptPath: (name: ScriptName) => scriptOf(name).path,
    find: (path: string) => [css, ...scripts.values()].find((one) => one.path === path),
  };
}

/** What stands around the pages of `house`. */
export function frameOf(
  { name, timeZone }: Pick<PageHouse, 'name' | 'timeZone'>,
  base: string,
  { stylesheetPath }: Assets,
): Frame {
  return { municipality: name, timeZone, stylesheetPath, base };
}

/** What stands before every path of ours, where a proxy puts Sluis under one; otherwise empty. */
export function baseOf(publicUrl: string): string {
  return new URL(publicUrl).pathname.replace(/\/$/, '');
}

/** Answers the assets, compressed. */
export function assetRouter(assets: Assets): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  router.get('/assets/:file', (req, res, next) => {
    const found = assets.find(req.path);
    if (!found) {
      next();
      return;
    }
    const encoding = acceptedEncoding(req);
    if (encoding) res.set('Content-Encoding', encoding);
    res.set('Cache-Control', `public, max-age=${ONE_YEAR_SECONDS}, immutable`);
    res
      .vary('Accept-Encoding')
      .type(found.type)
      .send(found.content[encoding ?? 'identity']);
  });
  return router;
}

function asset(name: string, type: 'css' | 'js', text: string): Asset {
  const identity = Buffer.from(text);
  const version = createHash('sha256').update(identity).digest('hex').slice(0, 12);
  return {
    path: `/assets/${name}-${version}.${type}`,
    type,
    content: { identity, br: brotliCompressSync(identity), gzip: gzipSync(identity) },
  };
}

function scriptText(name: ScriptName): string {
  if (name === 'search' || name === 'live') return OWN_SCRIPTS[name];
  return readFileSync(createRequire(import.meta.url).resolve(PACKAGED[name]), 'utf8');
}
