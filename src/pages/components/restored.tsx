import type { Text } from '../../domain/text.ts';
import { Say } from './say.tsx';
import { Banner } from './parts.tsx';

/** Tells that what was typed before logging in again is still here, and was not done yet. */
export function Restored({ files }: { readonly files: readonly string[] }) {
  const names = files.join(', ');
  return (
    <Banner tone="warning">
      <p>
        <Say text={TEXT} />
      </p>
      {files.length > 0 && (
        <p>
          <Say
            text={{
              nl: `Alleen een bestand kunnen wij niet bewaren. Kies het opnieuw: ${names}.`,
              en: `Only a file cannot be kept. Choose it again: ${names}.`,
            }}
          />
        </p>
      )}
    </Banner>
  );
}

const TEXT: Text = {
  nl: 'U moest opnieuw inloggen. Er is nog niets verwerkt. Wat u had ingevuld staat hieronder: kijk het na en verstuur het opnieuw.',
  en: 'You had to log in again. Nothing was done yet. What you had filled in is below: check it and send it again.',
};
