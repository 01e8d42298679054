import type { PdfExtra, PdfFacts, PdfFont, PdfSize } from '../domain/pdf-facts.ts';

/** What the thread is told at its start. */
export interface PdfThreadSetup {
  /** The file from which the reader's package is looked up. */
  readonly from: string;
  readonly bytes: Uint8Array;
  readonly mostPages: number;
  readonly textPages: number;
}

export type PdfThreadFault = 'damaged' | 'encrypted' | 'too-many-pages';

/** A step that is done, what was read, or why it could not be read. */
export type PdfThreadAnswer =
  | { readonly type: 'step' }
  | { readonly type: 'read'; readonly facts: PdfFacts }
  | { readonly type: 'fault'; readonly code: PdfThreadFault; readonly detail: string };

/**
 * The whole of the reader's thread. It is handed to the thread as text, so that it runs the same from sources and from a build; hence it
 * uses nothing from outside itself. `load` is the import of the thread: the compiler would wrap one that stands here in a helper of the file.
 */
export async function pdfThread(load: (address: string) => Promise<unknown>): Promise<void> {
  const { parentPort, workerData } = await import('node:worker_threads');
  const { createRequire } = await import('node:module');
  const path = await import('node:path');
  const url = await import('node:url');
  const setup = workerData as PdfThreadSetup;
  const say = (answer: PdfThreadAnswer): void => parentPort?.postMessage(answer);
  const require = createRequire(setup.from);
  const entry = require.resolve('pdfjs-dist/legacy/build/pdf.mjs');
  const pdfjs = (await load(url.pathToFileURL(entry).href)) as typeof import('pdfjs-dist/legacy/build/pdf.mjs'); // prettier-ignore
  type Page = Awaited<ReturnType<Awaited<ReturnType<typeof pdfjs.getDocument>['promise']>['getPage']>>; // prettier-ignore

  const sizes = new Map<string, PdfSize>();
  const fonts = new Map<string, PdfFont>();
  const text: string[] = [];
  const MOST_CHARACTERS = 20_000;
  let cut = false;

  const addSize = (page: Page, number: number): void => {
    const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
    // A unit is 1/72 inch, unless the page says how many of them (ISO 32000-1 §14.11.1).
    const mm = (units: number): number =>
      Math.round(((Math.abs(units) * page.userUnit * 25.4) / 72) * 10) / 10;
    const sides = [mm(right - left), mm(top - bottom)] as const;
    const [widthMm, heightMm] = page.rotate % 180 === 0 ? sides : [sides[1], sides[0]];
    const key = `${widthMm}x${heightMm}`;
    const known = sizes.get(key) ?? { widthMm, heightMm, pages: 0, firstPage: number };
    sizes.set(key, { ...known, pages: known.pages + 1 });
  };

  const addFonts = async (page: Page, number: number): Promise<void> => {
    const { fnArray, argsArray } = await page.getOperatorList();
    const used = new Set<string>();
    fnArray.forEach((operator, i) => {
      if (operator === pdfjs.OPS.setFont) used.add(String((argsArray[i] as unknown[])[0]));
    });
    for (const id of used) {
      const font = page.commonObjs.get(id) as { name?: string; missingFile?: boolean; isType3Font?: boolean }; // prettier-ignore
      // The glyphs of a type 3 font are drawings in the file itself.
      const embedded = font.isType3Font === true || font.missingFile !== true;
      const name = String(font.name ?? id).slice(0, 200);
      const key = `${embedded} ${name}`;
      if (!fonts.has(key)) fonts.set(key, { name, embedded, firstPage: number });
    }
  };

  const addText = async (page: Page): Promise<void> => {
    const { items } = await page.getTextContent();
    const whole = items
      .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
      .join('')
      .trim();
    if (whole.length > MOST_CHARACTERS) cut = true;
    text.push(whole.slice(0, MOST_CHARACTERS));
  };

  const task = pdfjs.getDocument({
    data: setup.bytes,
    // Images are not looked at, so that none can be a bomb.
    maxImageSize: 1,
    disableFontFace: true,
    useSystemFonts: false,
    // No fonts that stand in for missing ones: a font that is not in the file must show.
    cMapUrl: path.join(path.dirname(require.resolve('pdfjs-dist/package.json')), 'cmaps', '/'),
    cMapPacked: true,
    useWorkerFetch: false,
    useWasm: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  say({ type: 'step' });
  try {
    const document = await task.promise;
    const pages = document.numPages;
    if (pages < 1) {
      say({ type: 'fault', code: 'damaged', detail: 'no pages' });
      return;
    }
    if (pages > setup.mostPages) {
      say({ type: 'fault', code: 'too-many-pages', detail: `${pages} pages` });
      return;
    }
    const { info } = await document.getMetadata();
    const told = info as { EncryptFilterName?: string | null; IsXFAPresent?: boolean };
    if (told.EncryptFilterName) {
      say({ type: 'fault', code: 'encrypted', detail: told.EncryptFilterName });
      return;
    }
    const extras: PdfExtra[] = [];
    if (await document.hasJSActions()) extras.push('script');
    if ((await document.getAttachments()) as unknown) extras.push('attachment');
    if (told.IsXFAPresent === true) extras.push('form');
    for (let number = 1; number <= pages; number += 1) {
      const page = await document.getPage(number);
      addSize(page, number);
      await addFonts(page, number);
      if (number <= setup.textPages) await addText(page);
      page.cleanup();
      say({ type: 'step' });
    }
    const facts: PdfFacts = {
      pages,
      sizes: [...sizes.values()],
      fonts: [...fonts.values()],
      text,
      moreText: cut || pages > setup.textPages,
      extras,
    };
    say({ type: 'read', facts });
  } catch (error) {
    const { name = '', message = '' } = error as { name?: string; message?: string };
    const code = name === 'PasswordException' ? 'encrypted' : 'damaged';
    say({ type: 'fault', code, detail: `${name}: ${message}` });
  }
}
