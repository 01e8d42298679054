import { describe, expect, it } from '@jest/globals';
import { renderToStaticMarkup } from 'react-dom/server';
import { Timeline } from '../../src/pages/components/timeline.tsx';

const TOLD = { nl: 'Betrokkenen ingelicht', en: 'Stakeholders told' };
const HELD = { nl: 'Vastgehouden', en: 'Held' };
const news = [
  { seq: 1, at: '2027-02-01T08:00:00.000Z', text: HELD },
  { seq: 2, at: '2027-02-01T09:00:00.000Z', text: TOLD },
  { seq: 3, at: '2027-02-01T09:01:00.000Z', text: TOLD },
  { seq: 4, at: '2027-02-02T09:00:00.000Z', text: TOLD },
  { seq: 5, at: '2027-02-02T10:00:00.000Z', text: HELD },
];

describe('what happened to a mailing', () => {
  it('tells the same at once as one thing, and never across days', () => {
    const html = renderToStaticMarkup(<Timeline news={news} />);
    const lines = html.match(/<span>.*?<\/span>/g);
    expect(lines).toEqual([
      '<span>Vastgehouden</span>',
      '<span>Betrokkenen ingelicht (2 keer)</span>',
      '<span>Betrokkenen ingelicht</span>',
      '<span>Vastgehouden</span>',
    ]);
    expect(html).toContain('dateTime="2027-02-01T09:00:00.000Z"');
  });

  it('takes the day that the reader lives in, not that of UTC', () => {
    const at = ['2027-02-01T22:59:00.000Z', '2027-02-01T23:01:00.000Z', '2027-02-02T00:01:00.000Z'];
    const night = at.map((moment, index) => ({ seq: index, at: moment, text: TOLD }));
    const html = renderToStaticMarkup(<Timeline news={night} />);
    expect(html.match(/<span>.*?<\/span>/g)).toEqual([
      '<span>Betrokkenen ingelicht</span>',
      '<span>Betrokkenen ingelicht (2 keer)</span>',
    ]);
  });
});
