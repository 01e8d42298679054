import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from '../../src/config.ts';

const addresses = {
  DATABASE_URL: 'postgresql://sluis:geheim@127.0.0.1:5432/sluis',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  SMTP_URL: 'smtp://127.0.0.1:1025',
  LINK_SECRET: 'x'.repeat(32),
};

const production = {
  ...addresses,
  NODE_ENV: 'production',
  MAIL_FROM: 'KCC <kcc@voorbeeldstad.example>',
  PUBLIC_URL: 'https://sluis.voorbeeldstad.example/',
  OIDC_ISSUER: 'https://login.voorbeeldstad.example',
  OIDC_JWKS_URL: 'https://login.voorbeeldstad.example/jwks.json',
  PERMIT_KEY_FILE: '/etc/sluis/permit-key.json',
  MUNICIPALITY: 'Voorbeeldstad',
};

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe('the configuration', () => {
  it('needs nothing but the addresses of its servers to try Sluis out', () => {
    const config = readConfig(addresses);
    expect(config.publicUrl).toBe('http://127.0.0.1:3000');
    expect(config.oidc).toEqual({ kind: 'embedded', issuer: config.publicUrl, audience: 'sluis' });
    expect(config.permitKeyFile).toBe(`${config.dataDir}/permit-key.json`);
    expect(Object.isFrozen(config) && Object.isFrozen(config.mail)).toBe(true);
  });

  it('lets the public address follow the port', () => {
    expect(readConfig({ ...addresses, API_PORT: '8080' }).publicUrl).toBe('http://127.0.0.1:8080');
  });

  it('treats an empty variable as one that is not set', () => {
    expect(readConfig({ ...addresses, API_PORT: ' ', LOG_LEVEL: '' }).api.port).toBe(3000);
  });

  it('names every fault at once, each with what was given, what is expected and an example', () => {
    const faults = faultsOf({
      API_PORT: '70000',
      LOG_LEVEL: 'loud',
      TEMPORAL_ADDRESS: 'somewhere',
    });
    expect(faults).toHaveLength(6);
    expect(faults).toContain(
      'API_PORT is "70000"; it must be a port, a whole number from 1 to 65535, for example API_PORT=3000',
    );
    expect(faults.join('\n')).toMatch(
      /DATABASE_URL is not set; .* for example DATABASE_URL=postgresql/,
    );
  });

  it.each(['DATABASE_URL', 'SMTP_URL', 'LINK_SECRET'])('never repeats the value of %s', (name) => {
    const [fault] = faultsOf({ ...addresses, [name]: 'hunter2' });
    expect(fault).toContain(name);
    expect(fault).not.toContain('hunter2');
  });

  it.each([
    ['DATABASE_URL', 'mysql://db.example/sluis'],
    ['SMTP_URL', 'https://mail.example'],
    ['TEMPORAL_ADDRESS', 'http://temporal.example:7233'],
    ['MAIL_FROM', 'kcc@voorbeeldstad.example\r\nBcc: all@example.org'],
    ['PUBLIC_URL', 'sluis.example'],
    ['TIME_ZONE', 'Europe/London'],
    ['API_PORT', '0'],
    ['API_PORT', '3000.5'],
  ])('refuses %s=%s', (name, value) => {
    expect(faultsOf({ ...addresses, [name]: value })).toHaveLength(1);
  });

  it('wants an issuer and its keys together', () => {
    expect(faultsOf({ ...addresses, OIDC_ISSUER: production.OIDC_ISSUER })).toHaveLength(1);
  });

  it('accepts a complete production environment, without a slash after the address', () => {
    const config = readConfig(production);
    expect(config.publicUrl).toBe('https://sluis.voorbeeldstad.example');
    expect(config.oidc.kind).toBe('external');
  });

  it.each(Object.keys(production).filter((name) => name !== 'NODE_ENV'))(
    'names %s when it is missing in production',
    (name) => {
      const { [name]: left, ...rest } = production as Record<string, string>;
      expect(left).toBeDefined();
      expect(faultsOf(rest)).toEqual([expect.stringMatching(`^${name} is not set`)]);
    },
  );

  describe('of the print areas', () => {
    const buckets = {
      ...addresses,
      PRINT_INBOX: 's3://print/inbox/',
      PRINT_INBOX_S3_ENDPOINT: 'http://127.0.0.1:7070/',
      PRINT_HELD: 's3://vastgehouden',
      PRINT_HELD_S3_KEY_ID: 'sluis',
      PRINT_HELD_S3_SECRET: 'hunter2',
      PRINT_HELD_S3_REGION: 'eu-central-1',
    };

    it('are folders, or places in object stores, each with a key of its own', () => {
      const { print } = readConfig(buckets);
      expect(print.inbox).toEqual({
        bucket: 'print',
        prefix: 'inbox',
        endpoint: 'http://127.0.0.1:7070',
        region: 'us-east-1',
        name: 'PRINT_INBOX',
      });
      expect(print.held).toMatchObject({
        bucket: 'vastgehouden',
        prefix: '',
        endpoint: '',
        region: 'eu-central-1',
        key: { id: 'sluis', secret: 'hunter2' },
      });
      expect(print.released).toMatch(/print\/released$/);
    });

    it.each([
      ['PRINT_HELD', 's3://', /^PRINT_HELD is "s3:\/\/"; it must be .*s3:\/\/bucket\/prefix/],
      ['PRINT_HELD', 's3://Hoofdletters/x', /^PRINT_HELD is /],
      ['PRINT_HELD', 'https://print.example/held', /^PRINT_HELD is /],
      ['PRINT_HELD', 's3://print/inbox/held', /^PRINT_INBOX and PRINT_HELD lie in one another/],
      [
        'PRINT_HELD_S3_SECRET',
        '',
        /^PRINT_HELD_S3_KEY_ID and PRINT_HELD_S3_SECRET belong together/,
      ],
      ['PRINT_INBOX_S3_ENDPOINT', 'print.example', /^PRINT_INBOX_S3_ENDPOINT is /],
      [
        'PRINT_RELEASED_S3_ENDPOINT',
        'https://s3.example',
        /^PRINT_RELEASED_S3_… is set, but PRINT_RELEASED is a folder/,
      ],
    ])('refuse %s=%s in one sentence', (name, value, sentence) => {
      const own =
        name === 'PRINT_HELD' && value.includes('/inbox/')
          ? { PRINT_HELD_S3_ENDPOINT: buckets.PRINT_INBOX_S3_ENDPOINT }
          : {};
      const faults = faultsOf({ ...buckets, ...own, [name]: value });
      expect(faults).toEqual([expect.stringMatching(sentence)]);
      expect(faults.join()).not.toContain('hunter2');
    });

    it('refuse to send letters in the clear in production', () => {
      const faults = faultsOf({
        ...production,
        ...buckets,
        PRINT_INBOX_S3_ENDPOINT: 'http://s3.example',
      });
      expect(faults.filter((one) => one.startsWith('PRINT'))).toEqual([
        'PRINT_INBOX_S3_ENDPOINT begins with http:; with NODE_ENV=production it must begin with https:.',
      ]);
    });
  });
});
