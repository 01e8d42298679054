import { migrate } from '../store/migrate.ts';

/** `npm run db:migrate`: brings the database at DATABASE_URL to the tables of this version. */
const url = process.env['DATABASE_URL'];
if (url === undefined || url === '') {
  console.error(
    'DATABASE_URL is not set. Give the address of the database, for example\n' +
      '  DATABASE_URL=postgresql://sluis:password@db.example:5432/sluis npm run db:migrate\n' +
      'The embedded database needs none of this: it is migrated when Sluis starts.',
  );
  process.exit(2);
}
try {
  const { applied } = await migrate(url);
  console.log(
    applied.length === 0
      ? 'The database was up to date.'
      : `Applied ${applied.length}: ${applied.join(', ')}.`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message || String(error) : error);
  process.exitCode = 1;
}
