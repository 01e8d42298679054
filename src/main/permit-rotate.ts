import { join, resolve } from 'node:path';
import { readOne } from '../config-values.ts';
import { openPermitKeys } from './permit-keys.ts';

// npm run permit:rotate: adds a next permit key beside the present one. Run it where the worker runs, as its user.
try {
  const { env } = process;
  const file =
    env['PERMIT_KEY_FILE']?.trim() || join(resolve(readOne(env, 'DATA_DIR')), 'permit-key.json');
  const keys = await openPermitKeys(file, () => new Date().toISOString());
  const { kid, activeFrom } = await keys.rotate();
  console.log(
    `Key ${kid} is shown to gateways and print houses from now on and signs permits from ${activeFrom}. ` +
      'Permits of earlier keys stay valid; their private parts are forgotten at the next rotation.',
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
