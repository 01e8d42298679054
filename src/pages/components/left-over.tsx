import { Say } from './say.tsx';

/** What was typed into a form that is not on the page any more, to be copied from here. */
export function LeftOver({ texts }: { readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <section className="notice info" aria-labelledby="ingevuld">
      <h2 id="ingevuld">
        <Say text={{ nl: 'Wat u had ingevuld', en: 'What you had filled in' }} />
      </h2>
      {texts.map((text, at) => (
        <p key={at} className="long">
          {text}
        </p>
      ))}
    </section>
  );
}
