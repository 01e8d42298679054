import { languageAdvice } from '../../domain/plain-language.ts';
import { EmptyState, Section } from './parts.tsx';
import { Amount, Dutch, Say } from './say.tsx';

/** What would make these texts plainer: advice, with the place in the text and what to do. */
export function LanguageHints(props: {
  readonly texts: readonly { readonly name: string; readonly text: string }[];
}) {
  const looked = props.texts
    .filter(({ text }) => text.trim() !== '')
    .map(({ name, text }) => ({ name, ...languageAdvice(text) }));
  return (
    <Section id="taaladvies" title={{ nl: 'Taaladvies', en: 'Language advice' }}>
      {looked.length === 0 ? (
        <EmptyState
          text={{
            nl: 'Zodra er een tekst bewaard is, staat hier hoe hij leest.',
            en: 'As soon as a text is saved, this shows how it reads.',
          }}
        />
      ) : (
        <p className="quiet">
          <Say
            text={{
              nl: 'Dit is advies. U beslist zelf; er wordt niets op geweigerd.',
              en: 'This is advice. You decide; nothing is refused because of it.',
            }}
          />
        </p>
      )}
      {looked.map(({ name, score, level, hints, more }, at) => (
        <section key={at} aria-labelledby={`taal-${at}`}>
          <h3 id={`taal-${at}`}>
            <Dutch>{name}</Dutch>
          </h3>
          <p>
            <Say text={level} />
            {score && (
              <>
                {' '}
                <Say
                  text={{ nl: 'Leesscore (Flesch-Douma):', en: 'Reading score (Flesch-Douma):' }}
                />{' '}
                <Amount value={Math.round(score.score)} />,{' '}
                <Amount value={Math.round(score.words / score.sentences)} />{' '}
                <Say text={{ nl: 'woorden per zin.', en: 'words per sentence.' }} />
              </>
            )}
          </p>
          {hints.length > 0 && (
            <ul>
              {hints.map(({ kind, found, advice }) => (
                <li key={`${kind} ${found}`}>
                  <q lang="nl">{found}</q>: <Say text={advice} />
                </li>
              ))}
              {more > 0 && (
                <li>
                  <Say
                    text={{ nl: `En nog ${more} keer zoiets.`, en: `And ${more} more like it.` }}
                  />
                </li>
              )}
            </ul>
          )}
        </section>
      ))}
    </Section>
  );
}
