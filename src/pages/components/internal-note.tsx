import { Say } from './say.tsx';

/** What agents should know and residents should not hear; it says so itself, since it stands beside what is read aloud. */
export function InternalNote({ text }: { readonly text: string | undefined }) {
  if (!text) return null;
  return (
    <p className="inside">
      <strong>
        <Say text={{ nl: 'Alleen voor u: ', en: 'For you only: ' }} />
      </strong>
      <span lang="nl">{text}</span>
    </p>
  );
}
