import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { addSeconds, type Instant } from '../domain/instant.ts';
import type { Cookies } from '../http/cookies.ts';
import type { Store } from '../store/client.ts';
import { fileNames, type FormInput } from './form-input.ts';
import type { FormState } from './form-state.ts';

const COOKIE = 'sluis-formulier';
/** Long enough to find one's password. */
const KEPT_SECONDS = 3600;
/** A form may lie open over the weekend. */
const MARK_SECONDS = 7 * 24 * 3600;
const LARGEST = 1024 * 1024;
const ENCRYPTION = { alg: 'dir', enc: 'A256GCM' };
/** Is of the page that was shown, and means nothing on the next. */
const OF_THE_PAGE = new Set(['_csrf', '_once', '_for']);

/** What had been typed: fields with their values, and the names of files, which have to be chosen anew. */
type Typed = readonly [fields: readonly [string, readonly string[]][], files: readonly string[]];

/** Keeps what was typed into a form that came when its person was not logged in any more. */
export type KeptForms = ReturnType<typeof createKeptForms>;

/**
 * Nothing that was typed is lost because a session ended. The form is kept for an hour, sealed with a key that lies only in
 * the browser's cookie, and is shown again, not done, to the same person in the same browser on the same page
 * (docs/adr/0028). Every form carries a mark of whom it was drawn for: nobody else can have anything kept.
 * @param secret at least 32 characters, the same for every process
 */
export function createKeptForms(
  store: Pick<Store, 'keptForms'>,
  cookies: Cookies,
  secret: string,
  clock: () => Instant,
) {
  const macOf = (text: string) =>
    createHmac('sha256', secret).update(`sluis-form\n${text}`).digest('base64url');
  const keptSince = () => addSeconds(clock(), -KEPT_SECONDS);
  const placeOf = (req: Request, personId: string, browser: string) =>
    sha256(`${browser}\n${personId}\n${req.originalUrl}`);
  const idOf = (place: Buffer) => sha256(place).toString('hex');

  return {
    /** Goes into every form that is drawn for this person. */
    markFor(personId: string): string {
      const text = `${personId}.${Math.floor(Date.parse(clock()) / 1000).toString(36)}`;
      return `${text}.${macOf(text)}`;
    },

    /** For whom a form was drawn; undefined when not by us, or over a week ago. */
    ownerOf({ values }: FormInput): string | undefined {
      const [personId = '', seconds = '', mac = ''] = (values.get('_for')?.[0] ?? '').split('.');
      const wanted = Buffer.from(macOf(`${personId}.${seconds}`));
      const given = Buffer.from(mac);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
      const age = Date.parse(clock()) / 1000 - Number.parseInt(seconds, 36);
      return age <= MARK_SECONDS ? personId : undefined;
    },

    /** Keeps what was typed until its person is back. */
    async keep(req: Request, res: Response, input: FormInput): Promise<void> {
      const personId = this.ownerOf(input);
      if (personId === undefined) return;
      const fields = [...input.values].filter(([name]) => !OF_THE_PAGE.has(name));
      const files = fileNames(input);
      const bytes = Buffer.from(JSON.stringify([fields, files] satisfies Typed));
      if (bytes.length > LARGEST) return;
      // Two windows of one browser each keep their own page.
      const browser = cookies.read(req, COOKIE) ?? randomBytes(32).toString('base64url');
      const place = placeOf(req, personId, browser);
      const sealed = await new CompactEncrypt(bytes).setProtectedHeader(ENCRYPTION).encrypt(place);
      const form = { id: idOf(place), personId, sealed, keptAt: clock() };
      await store.keptForms.save(form, keptSince());
      cookies.write(res, COOKIE, browser, KEPT_SECONDS);
    },

    /** What this person had typed on this page before they had to log in again. */
    async find(req: Request, personId: string): Promise<FormState | undefined> {
      const browser = browserOf(req, cookies);
      if (browser === undefined) return undefined;
      const place = placeOf(req, personId, browser);
      const sealed = await store.keptForms.find(idOf(place), keptSince());
      if (sealed === undefined) return undefined;
      const { plaintext } = await compactDecrypt(sealed, place);
      const [fields, files] = JSON.parse(Buffer.from(plaintext).toString()) as Typed;
      return { values: new Map(fields), errors: [], restored: { files } };
    },

    /** What was kept of this page has been sent again. */
    async forget(req: Request, personId: string): Promise<void> {
      const browser = browserOf(req, cookies);
      if (browser !== undefined) {
        await store.keptForms.forget(idOf(placeOf(req, personId, browser)));
      }
    },
  };
}

const browserOf = (req: IncomingMessage, cookies: Cookies) => cookies.read(req, COOKIE);

function sha256(of: string | Buffer): Buffer {
  return createHash('sha256').update(of).digest();
}
