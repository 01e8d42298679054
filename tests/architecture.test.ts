import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SRC = join(ROOT, 'src');

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

/** What a row of the design's import table allows: values from these, types from these as well, npm packages. */
interface Row {
  readonly values: readonly string[];
  readonly types?: readonly string[];
  readonly npm: readonly (string | RegExp)[];
}

const PURE_NUMERIC = ['temporal-polyfill'];
const TABLE: Record<string, Row> = {
  domain: { values: ['domain'], npm: PURE_NUMERIC },
  workflows: {
    values: ['domain', 'workflows'],
    types: ['activities'],
    npm: ['@temporalio/workflow', '@temporalio/common'],
  },
  activities: {
    values: ['domain', 'activities', 'workflows/contract', 'planner', 'pdf'],
    types: ['store', 'mail'],
    npm: ['@temporalio/activity', '@temporalio/common', 'jose', /^node:/],
  },
  planner: { values: ['planner', 'domain'], npm: ['highs', /^node:/] },
  pdf: { values: ['pdf', 'domain', 'charts'], npm: ['pdfjs-dist', 'pdfkit', /^node:/] },
  store: {
    values: ['store', 'domain'],
    npm: [/^@prisma\//, 'pg', /^node:/],
  },
  mail: {
    values: ['mail', 'domain', 'charts'],
    npm: ['nodemailer', /^nodemailer\//, 'ical-generator', /^react/, 'jose', /^node:/],
  },
  charts: { values: ['charts', 'domain'], npm: [/.*/] },
  gateway: {
    values: ['gateway', 'domain', 'pdf', 'workflows/contract'],
    types: ['store', 'mail', 'workflows'],
    npm: [
      /^smtp-server/,
      'jose',
      '@aws-sdk/client-s3',
      '@temporalio/client',
      'nodemailer',
      /^nodemailer\//,
      'pino',
      'prom-client',
      'mailparser',
      /^node:/,
    ],
  },
  http: {
    values: ['http', 'domain', 'workflows/contract'],
    types: ['store', 'mail', 'workflows', 'api', 'pages'],
    npm: [/.*/],
  },
  api: {
    // Charts come from one place, for mail, pages and whoever asks over HTTP.
    values: ['api', 'http', 'domain', 'charts', 'pdf', 'workflows/contract'],
    types: ['store', 'mail', 'workflows'],
    npm: [
      /^express/,
      'zod',
      /^@asteasolutions\//,
      'jose',
      '@temporalio/client',
      '@temporalio/common',
      /^swagger-ui/,
      /^hucre/,
      'prom-client',
      'pino',
      /^node:/,
    ],
  },
  pages: {
    // A page asks what the API can be asked, with the same rules (docs/adr/0015-pages-ask-the-api.md).
    values: ['pages', 'api', 'http', 'domain', 'charts', 'pdf', 'workflows/contract'],
    types: ['store', 'mail', 'workflows'],
    npm: [/^express/, 'zod', /^react/, 'jose', '@temporalio/client', /^node:/],
  },
};

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === 'generated') return [];
    return statSync(path).isDirectory() ? filesUnder(path) : /\.tsx?$/.test(name) ? [path] : [];
  });
}

/** With verbatimModuleSyntax only `import type` and `export type` vanish, so the first words tell. */
function importsOf(path: string): Import[] {
  const source = readFileSync(path, 'utf8');
  const statements = source.matchAll(
    /^(?:import|export)\s+(type\s+)?(?:[^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm,
  );
  return [...statements].map(([, type, specifier = '']) => ({
    file: relative(SRC, path),
    target: specifier.startsWith('.')
      ? relative(SRC, normalize(join(dirname(path), specifier)))
      : specifier,
    typeOnly: type !== undefined,
  }));
}

const files = filesUnder(SRC);
const imports = files.flatMap(importsOf);
const layerOf = (path: string) => path.split('/')[0] ?? '';
const isOwn = (target: string) => /\.tsx?$/.test(target);

function allows(row: Row, { target, typeOnly }: Import): boolean {
  if (!isOwn(target)) {
    return row.npm.some((name) => (typeof name === 'string' ? target === name : name.test(target)));
  }
  const within = (names: readonly string[]) =>
    names.some((name) => target === `${name}.ts` || target.startsWith(`${name}/`));
  return within(row.values) || (typeOnly && within(row.types ?? []));
}

describe('the import table', () => {
  it.each(Object.keys(TABLE))('%s imports only what its row allows', (layer) => {
    const row = TABLE[layer]!;
    const wrong = imports
      .filter((one) => layerOf(one.file) === layer && !allows(row, one))
      .map(({ file, target, typeOnly }) => `${file} -> ${typeOnly ? 'type ' : ''}${target}`);
    expect(wrong).toEqual([]);
  });

  it('has no files that import each other in a loop, not even for a type', () => {
    const targets = new Map(
      files.map((path) => {
        const own = importsOf(path).filter((one) => isOwn(one.target));
        return [relative(SRC, path), new Set(own.map((one) => one.target))];
      }),
    );
    // Whoever imports nothing that is left, or is imported by nothing that is left, is in no loop.
    for (let before = Infinity; targets.size < before;) {
      before = targets.size;
      const imported = new Set([...targets.values()].flatMap((own) => [...own]));
      for (const [file, own] of targets) {
        if (!imported.has(file) || ![...own].some((one) => targets.has(one))) targets.delete(file);
      }
    }
    expect([...targets.keys()]).toEqual([]);
  });

  it('has a row for every folder but the composition roots', () => {
    const folders = readdirSync(SRC).filter((name) => statSync(join(SRC, name)).isDirectory());
    expect(folders.filter((name) => name !== 'main' && !TABLE[name])).toEqual([]);
  });

  it('keeps formula libraries, zod, Prisma and Node out of everything a workflow imports', () => {
    const valuesOf = (file: string) => imports.filter((one) => one.file === file && !one.typeOnly);
    const seen = new Set<string>();
    const open = files.map((path) => relative(SRC, path)).filter((f) => f.startsWith('workflows/'));
    for (let file = open.pop(); file; file = open.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      open.push(
        ...valuesOf(file)
          .map((one) => one.target)
          .filter(isOwn),
      );
    }
    const foreign = [...seen]
      .flatMap(valuesOf)
      .filter(({ target }) => !isOwn(target) && !target.startsWith('@temporalio/'))
      .map(({ file, target }) => `${file} -> ${target}`);
    expect(foreign).toEqual([]);
  });
});

describe('the budgets', () => {
  it('has no source file above 300 lines', () => {
    const long = files
      .map((path) => ({
        path: relative(SRC, path),
        lines: readFileSync(path, 'utf8').split('\n').length,
      }))
      .filter(({ path, lines }) => lines > 300 && !path.endsWith('-table.ts'));
    expect(long).toEqual([]);
  });

  it('tells the journey of a mailing within 150 lines', () => {
    const journey = readFileSync(join(SRC, 'workflows/mailing.ts'), 'utf8').split('\n').length;
    expect(journey).toBeLessThanOrEqual(150);
  });
});

describe('what is numbered', () => {
  const numbered = {
    'prisma/migrations': (entry: Dirent) => entry.isDirectory(),
    'docs/adr': (entry: Dirent) => entry.isFile(),
  };
  it.each(Object.entries(numbered))(
    'in %s has each number once, without a gap',
    (folder, counts) => {
      const numbers = readdirSync(join(ROOT, folder), { withFileTypes: true })
        .filter(counts)
        .map(({ name }) => Number(name.slice(0, 4)))
        .toSorted((left, right) => left - right);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      expect(numbers.length).toBeGreaterThan(0);
    },
  );
});
