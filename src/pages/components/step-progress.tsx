import type { Text } from '../../domain/text.ts';
import { useSay } from './context.ts';

/** Where somebody is in a form of several pages, and the way to each of them. */
export function StepProgress(props: {
  readonly at: number;
  readonly steps: readonly { readonly title: Text; readonly href?: string }[];
}) {
  const say = useSay();
  const { at, steps } = props;
  const text = say({
    nl: `Stap ${at + 1} van ${steps.length}`,
    en: `Step ${at + 1} of ${steps.length}`,
  });
  return (
    <div className="steps">
      <p className="quiet">{text}</p>
      <progress value={at + 1} max={steps.length} aria-label={text} />
      <details>
        <summary>{say({ nl: 'Alle stappen', en: 'All steps' })}</summary>
        <ol>
          {steps.map(({ title, href }, step) => (
            <li key={title.en}>
              {href === undefined || step === at ? (
                <span {...(step === at && { 'aria-current': 'step' as const })}>{say(title)}</span>
              ) : (
                <a href={href}>{say(title)}</a>
              )}
            </li>
          ))}
        </ol>
      </details>
    </div>
  );
}
