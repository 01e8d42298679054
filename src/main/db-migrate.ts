import { migrate } from '../store/migrate.ts';
import { commandOnDatabase } from './database.ts';

// npm run db:migrate: brings the database to the tables of this version.
await commandOnDatabase(process.env, async (url) => {
  const { applied } = await migrate(url);
  console.log(
    applied.length === 0
      ? 'The database was up to date.'
      : `Applied ${applied.length}: ${applied.join(', ')}.`,
  );
  return 0;
});
