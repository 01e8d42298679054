import type { QaPairChange } from '../domain/qa-sheet-changes.ts';
import { qaSheetChanges } from '../domain/qa-sheet-changes.ts';
import type { Text } from '../domain/text.ts';
import type { StoredQaSheet } from '../store/qa-sheet.ts';
import { Section } from './components/parts.tsx';
import { Moment, Say } from './components/say.tsx';
import type { AppDeps } from './deps.ts';
import { namesOf } from './names.ts';

/** Earlier versions that are shown. */
const SHOWN = 8;

/** One version: who made it, when, and what it changed. */
export interface QaSheetVersion extends Pick<StoredQaSheet, 'version' | 'writtenAt'> {
  readonly by: string;
  readonly changes: readonly QaPairChange[];
}

/** The last versions of `sheet`, the latest first. */
export async function qaSheetHistory(
  sheet: StoredQaSheet,
  { store }: AppDeps,
): Promise<QaSheetVersion[]> {
  const from = Math.max(1, sheet.version - SHOWN);
  const numbers = Array.from({ length: sheet.version - from }, (_, at) => from + at);
  const earlier = await Promise.all(
    numbers.map((version) => store.qaSheets.version(sheet.mailingId, version)),
  );
  const versions = [...earlier.flatMap((one) => one ?? []), sheet];
  const writers = versions.map((one) => one.writtenBy).filter((one) => one !== 'system');
  const names = await namesOf(store, writers);
  return versions
    .map((one, at) => ({
      version: one.version,
      writtenAt: one.writtenAt,
      by: one.writtenBy === 'system' ? 'Sluis' : (names.get(one.writtenBy) ?? one.writtenBy),
      changes: at === 0 ? [] : qaSheetChanges(versions[at - 1]?.pairs ?? [], one.pairs),
    }))
    .toReversed();
}

/** Who changed what, and when. */
export function QaSheetHistory({ versions }: { readonly versions: readonly QaSheetVersion[] }) {
  return (
    <Section id="wijzigingen" title={{ nl: 'Wie wat heeft gewijzigd', en: 'Who changed what' }}>
      <ol className="timeline">
        {versions.map(({ version, writtenAt, by, changes }) => (
          <li key={version}>
            <Moment at={writtenAt} />
            <span>
              <Say
                text={{ nl: `Versie ${version}, door ${by}`, en: `Version ${version}, by ${by}` }}
              />
              {changes.length > 0 && ': '}
              <Say text={changesText(changes)} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

const WORDS: { readonly [change in QaPairChange['change']]: Text } = {
  changed: { nl: 'gewijzigd', en: 'changed' },
  added: { nl: 'erbij', en: 'added' },
  removed: { nl: 'weggehaald', en: 'removed' },
};
const MOST_NAMED = 12;

function changesText(changes: readonly QaPairChange[]): Text {
  const say = (language: 'nl' | 'en') =>
    (['changed', 'added', 'removed'] as const)
      .flatMap((kind) => {
        const numbers = changes.filter(({ change }) => change === kind).map(({ number }) => number);
        if (numbers.length === 0) return [];
        const noun = language === 'nl' ? 'vraag' : 'question';
        const named =
          numbers.length > MOST_NAMED
            ? `${numbers.length} ${language === 'nl' ? 'vragen' : 'questions'}`
            : `${noun} ${numbers.join(', ')}`;
        return [`${named} ${WORDS[kind][language]}`];
      })
      .join('; ');
  return { nl: say('nl'), en: say('en') };
}
