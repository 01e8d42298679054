import { describe, expect, it } from '@jest/globals';
import { renderToStaticMarkup } from 'react-dom/server';
import { forbidden, notFound } from '../../src/http/problem.ts';
import { faultAnswer, PAGE_WORDS } from '../../src/pages/fault-answer.tsx';

describe('a page that somebody may not see', () => {
  it.each([
    ['nl', 'beheerder'],
    ['en', 'administrator'],
  ] as const)('says in plain words (%s) whom to ask, and no code', (language, whom) => {
    const { status, body } = faultAnswer(forbidden('organisation.write'), language, PAGE_WORDS);
    const html = renderToStaticMarkup(body);
    expect(status).toBe(403);
    expect(html).toContain(whom);
    expect(html).not.toContain('organisation.write');
  });

  it.each([
    ['mailings.sign-off', 'Dit kan alleen iemand met deze rol: KCC-leider.'],
    ['staffing-plan.write', 'Dit kan alleen iemand met deze rol: KCC-leider of planner.'],
    ['retention.read', 'Dit kan alleen iemand met deze rol: controleur of beheerder.'],
    ['print-jobs.confirm', 'Dit hoort niet bij uw rol in Sluis. Is het uw werk?'],
    ['no operation at all', 'Dit hoort niet bij uw rol in Sluis. Is het uw werk?'],
  ])('names who can do %s', (operation, expected) => {
    const { body } = faultAnswer(forbidden(operation), 'nl', PAGE_WORDS);
    expect(renderToStaticMarkup(body)).toContain(expected);
  });

  it('leads on from there, unless one came by a mailed link', () => {
    const bodyOf = (words?: typeof PAGE_WORDS) =>
      renderToStaticMarkup(faultAnswer(notFound(), 'nl', words).body);
    expect(bodyOf(PAGE_WORDS)).toContain('<a href="/">Naar uw eerste bladzijde</a>');
    expect(bodyOf()).not.toContain('<a');
  });

  it('keeps what another fault says', () => {
    const { status, body } = faultAnswer(notFound(), 'nl', PAGE_WORDS);
    expect(status).toBe(404);
    expect(renderToStaticMarkup(body)).toContain('Er is niets gevonden');
  });
});
