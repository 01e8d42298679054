import { both, formatDecimal } from '../../charts/format.ts';
import type { PlanningBasis } from '../../domain/planning-basis.ts';
import type { Text } from '../../domain/text.ts';
import { Facts } from './facts.tsx';
import { Amount, Moment, Say } from './say.tsx';

/** What the figures of a calculation rest on, folded: everything to make them again. */
export function PlanningBasisFacts(props: {
  readonly basis: PlanningBasis;
  readonly formulaVersion: string;
  /** How good it is proven to be. */
  readonly proof: readonly Text[];
}) {
  const { basis, formulaVersion, proof } = props;
  const { people, shifts, wishes, others, contactRate, assumptions, prices } = basis;
  return (
    <details>
      <summary>
        <Say text={{ nl: 'Waar deze cijfers op rusten', en: 'What these figures rest on' }} />
      </summary>
      <Facts
        facts={[
          {
            label: { nl: 'Uitgegaan van', en: 'Taken as known' },
            value: <Moment at={basis.askedAt} />,
          },
          {
            label: { nl: 'Op tijd geholpen', en: 'Answered in time' },
            value: basis.definition,
          },
          {
            label: { nl: 'Contacten per geadresseerde', en: 'Contacts per addressee' },
            value: contactRate && (
              <>
                <Say text={both((language) => formatDecimal(contactRate.mean * 100, language))} />{' '}
                %: <Say text={contactRate.basis} />
              </>
            ),
          },
          {
            label: { nl: 'Geteld', en: 'Counted' },
            value: {
              nl: `${people} mensen, ${shifts} diensten, ${wishes} wensen, andere golven: ${others}`,
              en: `${people} people, ${shifts} shifts, ${wishes} wishes, other waves: ${others}`,
            },
          },
          {
            label: { nl: 'Prijs van tekort', en: 'Price of shortage' },
            value: (
              <>
                € <Amount value={prices.shortagePerHour} />{' '}
                <Say
                  text={{
                    nl: 'per uur dat één plek leeg is',
                    en: 'per hour with one position empty',
                  }}
                />
              </>
            ),
          },
          {
            label: { nl: 'Hoe goed', en: 'How good' },
            value: (
              <ul className="plain">
                {proof.map((text) => (
                  <li key={text.en}>
                    <Say text={text} />
                  </li>
                ))}
              </ul>
            ),
          },
          {
            label: { nl: 'Versie van de formule', en: 'Version of the formula' },
            value: `${formulaVersion}, ${basis.forecastVersion}`,
          },
        ]}
      />
      {assumptions.length > 0 && (
        <>
          <p>
            <Say text={{ nl: 'Aangenomen in de prognose:', en: 'Assumed in the forecast:' }} />
          </p>
          <ul>
            {assumptions.map((text) => (
              <li key={text.en}>
                <Say text={text} />
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}
