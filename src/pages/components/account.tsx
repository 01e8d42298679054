import { useSay } from './context.ts';

/** Who is logged in, and the way out. */
export function Account({ name, csrf }: { readonly name: string; readonly csrf: string }) {
  const say = useSay();
  return (
    <form method="post" action="/uitloggen" className="logout">
      <span>
        <span className="unseen">{say({ nl: 'Ingelogd als', en: 'Logged in as' })} </span>
        {name}
      </span>
      <input type="hidden" name="_csrf" value={csrf} />
      <button type="submit" className="linklike">
        {say({ nl: 'Uitloggen', en: 'Log out' })}
      </button>
    </form>
  );
}
