import { describe, expect, it } from '@jest/globals';
import {
  INTRODUCED_MAIL_KINDS,
  INTRODUCED_MAILS,
  introductionOf,
  unknownPlaceholders,
} from '../../src/domain/mail-introduction.ts';

describe('the introduction of a mail', () => {
  it.each(INTRODUCED_MAIL_KINDS)('of %s names nothing that the mail has not', (mail) => {
    const { standard } = INTRODUCED_MAILS[mail];
    expect(unknownPlaceholders(mail, `${standard.nl} ${standard.en}`)).toEqual([]);
  });

  it('names what it does not know, each once', () => {
    const text = 'Beste {naam}, {gemeente} en {Gemeente} en { gemeente } en {naam} {} {afdeling}';
    expect(unknownPlaceholders('remarks', text)).toEqual([
      'naam',
      'Gemeente',
      ' gemeente ',
      '',
      'afdeling',
    ]);
  });

  it('is the standard text until another was set', () => {
    const values = { gemeente: 'Gemeente Sluiswaard', mailing: 'WOZ', afdeling: 'Belastingen' };
    const [first, second, ...more] = introductionOf('stakeholder', values);
    expect(first?.nl).toMatch(/^De afdeling Belastingen van Gemeente Sluiswaard gaat/);
    expect(second?.en).toMatch(/^Will you confirm/);
    expect(more).toEqual([]);
    const set = { stakeholder: { nl: 'Hallo over {mailing}.', en: 'Hello on {mailing}.' } };
    expect(introductionOf('stakeholder', values, set)).toEqual([
      { nl: 'Hallo over WOZ.', en: 'Hello on WOZ.' },
    ]);
  });

  it('takes a value as it is, and in the language of the text', () => {
    const values = {
      gemeente: 'G',
      mailing: '{gemeente} $& {sinds}',
      sinds: { nl: 'maandag', en: 'Monday' },
    };
    const set = { reminder: { nl: '{mailing} {sinds}', en: '{sinds} {mailing}' } };
    expect(introductionOf('reminder', values, set)).toEqual([
      { nl: '{gemeente} $& {sinds} maandag', en: 'Monday {gemeente} $& {sinds}' },
    ]);
  });

  it('may have more paragraphs in one language than in the other', () => {
    const set = { remarks: { nl: '\nEen\nregel\n \n\nTwee\n', en: 'One' } };
    expect(introductionOf('remarks', { gemeente: 'G', mailing: 'M' }, set)).toEqual([
      { nl: 'Een\nregel', en: 'One' },
      { nl: 'Twee', en: '' },
    ]);
  });
});
