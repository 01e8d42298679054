import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from '../../src/config.ts';
import { withClient } from '../../src/main/embedded/postgres-connection.ts';
import { withEmbeddedPostgres } from '../../src/main/embedded/running-postgres.ts';
import { startEmbedded } from '../../src/main/embedded/servers.ts';
import { testFolder } from '../support/folder.ts';

const quiet = (): undefined => undefined;

describe('the embedded defaults', () => {
  let folder: ReturnType<typeof testFolder>;

  beforeEach(() => {
    folder = testFolder();
  });
  afterEach(() => folder.remove());

  const started = () => startEmbedded({ DATA_DIR: folder.path }, quiet);

  it('fill in every address that the configuration needs, and keep data and secret for the next start', async () => {
    const first = await started();
    const config = readConfig(first.env);
    await withClient(config.databaseUrl, (client) => client.query('create table kept ()'));
    await first.stop();

    const second = await started();
    const again = readConfig(second.env);
    await withClient(again.databaseUrl, (client) => client.query('select from kept'));
    await second.stop();

    expect(again.linkSecret).toBe(config.linkSecret);
    expect(statSync(join(folder.path, 'link-secret')).mode & 0o777).toBe(0o600);
  }, 60_000);

  it('leave alone what the environment names', async () => {
    const env = {
      DATA_DIR: folder.path,
      DATABASE_URL: 'postgresql://db.example/sluis',
      TEMPORAL_ADDRESS: 'temporal.example:7233',
      SMTP_URL: 'smtp://mail.example',
    };
    const servers = await startEmbedded(env, quiet);
    expect(servers.env).toMatchObject(env);
    expect(servers.mailbox).toBeUndefined();
    await servers.stop();
  });

  it('are not used in production, where the configuration says what is missing', async () => {
    const servers = await startEmbedded({ NODE_ENV: 'production' }, quiet);
    expect(() => readConfig(servers.env)).toThrow(ConfigError);
  });

  it('let a command use the database while Sluis runs, and when it does not', async () => {
    const table = (url: string) =>
      withClient(url, (client) => client.query('create table if not exists made ()'));
    await withEmbeddedPostgres(folder.path, table);
    const servers = await startEmbedded(
      { DATA_DIR: folder.path, TEMPORAL_ADDRESS: 'temporal.example:7233' },
      quiet,
    );
    const used = await withEmbeddedPostgres(folder.path, async (url) => {
      await table(url);
      return url;
    });
    expect(used).toBe(servers.env['DATABASE_URL']);
    await servers.stop();
  }, 30_000);
});
