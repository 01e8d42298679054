import type { Text } from '../../domain/text.ts';
import type { Meant } from '../named-choice.ts';
import { Banner } from './parts.tsx';
import { Say } from './say.tsx';

/** Which one was taken by its name, or the choice between several, each at its own address. */
export function Taken(props: {
  readonly label: Text;
  readonly meant: Meant;
  readonly hrefOf: (id: string) => string;
}) {
  const { label, meant, hrefOf } = props;
  if ('id' in meant) {
    return (
      meant.name !== undefined && (
        <p>
          <Say text={label} />: <strong>{meant.name}</strong>
        </p>
      )
    );
  }
  return (
    <Banner tone="info">
      <p>
        <Say text={label} />:{' '}
        <Say
          text={{
            nl: 'bij deze naam passen er meer. Hier is nog niet op gekozen. Kies er een:',
            en: 'more than one has this in the name. It was not used to choose yet. Choose one:',
          }}
        />
      </p>
      <ul>
        {meant.some.map(({ id, name }) => (
          <li key={id}>
            <a href={hrefOf(id)}>{name}</a>
          </li>
        ))}
      </ul>
      {meant.more && (
        <p>
          <Say
            text={{
              nl: 'Er zijn er nog meer. Typ meer van de naam.',
              en: 'There are more of them. Type more of the name.',
            }}
          />
        </p>
      )}
    </Banner>
  );
}
