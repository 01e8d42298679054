import { localDateOf } from '../../domain/local-time.ts';
import type { Text } from '../../domain/text.ts';
import { Section } from './parts.tsx';
import { Moment, Say } from './say.tsx';

/** Something that happened. */
interface News {
  readonly seq: number;
  readonly at: string;
  readonly text: Text;
}

/** What happened, one thing below the other; the same again at once is told as one, with how often. */
export function Timeline({ news }: { readonly news: readonly News[] }) {
  if (news.length === 0) return null;
  return (
    <Section id="tijdlijn" title={{ nl: 'Wat er gebeurd is', en: 'What happened' }}>
      <ol className="timeline">
        {together(news).map(({ seq, at, text, times }) => (
          <li key={seq}>
            <Moment at={at} />
            <span>
              <Say text={text} />
              {times > 1 && <Say text={{ nl: ` (${times} keer)`, en: ` (${times} times)` }} />}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Neighbours with the same text on one day as one, at the time of the first. */
function together(news: readonly News[]): readonly (News & { readonly times: number })[] {
  const groups: (News & { times: number })[] = [];
  for (const one of news) {
    const last = groups.at(-1);
    const same = last?.text.nl === one.text.nl && localDateOf(last.at) === localDateOf(one.at);
    if (last && same) last.times += 1;
    else groups.push({ ...one, times: 1 });
  }
  return groups;
}
