import type { Text } from '../domain/text.ts';

/** The short name of each status that is ever answered with a problem. */
export const TITLES = {
  400: { nl: 'Het verzoek klopt niet', en: 'The request is not right' },
  401: { nl: 'Wie bent u?', en: 'Who are you?' },
  403: { nl: 'Dit mag u niet', en: 'You may not do this' },
  404: { nl: 'Niet gevonden', en: 'Not found' },
  405: { nl: 'Dit kan hier niet', en: 'Not possible here' },
  406: { nl: 'Dit formaat hebben we niet', en: 'We do not have this format' },
  409: { nl: 'Dit kan nu niet', en: 'Not possible now' },
  412: { nl: 'Iemand anders was u voor', en: 'Somebody else was first' },
  413: { nl: 'Te groot', en: 'Too large' },
  414: { nl: 'Het adres is te lang', en: 'The address is too long' },
  415: { nl: 'Dit formaat lezen we niet', en: 'We do not read this format' },
  428: { nl: 'Zeg welke versie u wijzigt', en: 'Say which version you change' },
  429: { nl: 'Te veel verzoeken', en: 'Too many requests' },
  431: { nl: 'De kopregels zijn te lang', en: 'The headers are too long' },
  500: { nl: 'Er ging iets mis bij ons', en: 'Something went wrong on our side' },
  503: { nl: 'Even niet bereikbaar', en: 'Out of reach for a moment' },
} as const satisfies Readonly<Record<number, Text>>;
