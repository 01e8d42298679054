import type { Mailer, MailReceipt } from '../../src/mail/mailer.ts';

const at = '2027-02-01T08:00:00.000Z';
const about = {
  mailingId: '0b8f7a52-53f1-4a8e-9c6b-0a4f5f0d2a11',
  title: 'WOZ-beschikking en gemeentelijke aanslag 2027',
};
const lead = { name: 'Lotte Sluiswachter', email: 'lotte.sluiswachter@sluiswaard.example' };
const guest = { name: 'Bram Peilschaal', email: 'bram.peilschaal@sluiswaard.example' };
const department = { name: 'afdeling Belastingen', email: 'belastingen@sluiswaard.example' };
const addressed = (key: string, to = lead) => ({ key, to, at });
const batches = [
  {
    number: 1,
    releaseAt: '2027-02-16T08:00:00.000Z',
    audience: { letter: 19_840, email: 320, portal: 0 },
  },
  {
    number: 2,
    releaseAt: '2027-02-18T08:00:00.000Z',
    audience: { letter: 19_840, email: 0, portal: 0 },
  },
] as const;
const unmet = [
  {
    nl: 'De vragenlijst heeft 12 vragen. Er zijn er minstens 20 nodig.',
    en: 'The Q&A sheet has 12 pairs. At least 20 are needed.',
  },
  {
    nl: 'Nog niemand heeft het telefoonnummer op de brief gecontroleerd.',
    en: 'Nobody has checked the telephone number on the letter yet.',
  },
];

export const invitationMail = {
  ...addressed('invitation:a1', guest),
  ...about,
  assignmentId: 'a1d7c6f0-3f5e-4a55-9d6a-0d5a5c1f2b33',
  sequence: 0,
  startsAt: '2027-02-18T08:00:00.000Z',
  endsAt: '2027-02-18T11:30:00.000Z',
  location: 'Stadhuis, Sluisplein 1, tweede verdieping',
  task: {
    nl: 'Vragen over de WOZ-waarde beantwoorden, samen met het KCC',
    en: 'Answer questions about property values, together with the contact centre',
  },
  answerBefore: '2027-02-10T16:00:00.000Z',
} as const;

export const briefingMail = {
  ...addressed('briefing:b1', { name: 'Noor Golfslag', email: 'noor.golfslag@sluiswaard.example' }),
  ...about,
  occasion: 'ahead',
  purpose: 'De inwoner controleert de gegevens en betaalt op tijd.',
  batches,
  perDay: [
    { date: '2027-02-17', p10: 210, p50: 310, p90: 450 },
    { date: '2027-02-18', p10: 150, p50: 240, p90: 360 },
    { date: '2027-02-19', p10: 90, p50: 150, p90: 240 },
  ],
  topPairs: [
    {
      number: 1,
      topic: 'WOZ',
      question: 'Waarom is mijn WOZ-waarde gestegen?',
      answer: 'De waarde volgt de verkoopprijzen van huizen zoals dat van u.',
      internalNote: 'Nooit zelf een waarde noemen.',
      owner: department.email,
    },
  ],
} as const;

/** One mail of every kind, all made up. */
export const SAMPLE_MAILS: {
  readonly [kind: string]: (mailer: Mailer) => Promise<MailReceipt>;
} = {
  invitation: (mailer) => mailer.invitation(invitationMail),
  invitationCancelled: (mailer) =>
    mailer.invitationCancelled({
      ...invitationMail,
      key: 'invitation-cancelled:a1',
      reason: { nl: 'De mailing is ingetrokken.', en: 'The mailing was withdrawn.' },
    }),
  stakeholderTold: (mailer) =>
    mailer.stakeholderTold({
      ...addressed('stakeholder:s1', {
        name: 'Wout Letterkade',
        email: 'wout.letterkade@sluiswaard.example',
      }),
      ...about,
      stakeholderId: '5a3f6a40-2d5a-4c0d-8f0e-6c7f0a9d1e22',
      departmentName: 'Belastingen',
      purpose: briefingMail.purpose,
      audience: { letter: 39_680, email: 320, portal: 0 },
      earliest: '2027-02-01',
      preferred: '2027-02-16',
      confirmBefore: '2027-02-25T22:59:59.000Z',
    }),
  signOffRequested: (mailer) =>
    mailer.signOffRequested({
      ...addressed('sign-off-requested:m1'),
      ...about,
      departmentName: 'Belastingen',
      audience: { letter: 39_680, email: 320, portal: 0 },
      preferred: '2027-02-16',
      legalLatest: '2027-02-25',
      forecast: { contacts: { p10: 1_900, p50: 2_600, p90: 3_700 }, shortageHalfHours: 21 },
      unmet,
    }),
  remarks: (mailer) =>
    mailer.remarks({
      ...addressed('remarks:f1', department),
      ...about,
      page: 'https://sluis.sluiswaard.example/opmerkingen',
      remarks: [
        { question: 'Tot wanneer kan ik bezwaar maken?', text: 'De datum is die van vorig jaar.' },
        { text: 'Mensen vragen of het ook per brief kan.' },
      ],
    }),
  shiftCancelled: (mailer) =>
    mailer.shiftCancelled({
      ...addressed('shift-cancelled:s1', guest),
      startsAt: '2027-02-18T08:00:00.000Z',
      endsAt: '2027-02-18T11:30:00.000Z',
    }),
  openCall: (mailer) =>
    mailer.openCall({
      ...addressed('open-call:c1:p1', guest),
      question: 'Wie wil vrijdagmiddag werken?',
      spans: [
        { startsAt: '2027-02-19T12:00:00.000Z', endsAt: '2027-02-19T16:00:00.000Z' },
        { startsAt: '2027-02-22T07:30:00.000Z', endsAt: '2027-02-22T11:30:00.000Z' },
      ],
      answerBy: '2027-02-12T16:00:00.000Z',
      page: 'https://sluis.sluiswaard.example/mijn-wensen',
    }),
  unannouncedMailing: (mailer) =>
    mailer.unannouncedMailing({
      ...addressed('unannounced:m1'),
      ...about,
      departmentName: 'Belastingen',
      addressees: 51,
      firstAt: '2027-01-20T09:15:00.000Z',
    }),
  reminder: (mailer) =>
    mailer.reminder({
      ...addressed('reminder:m1:1'),
      ...about,
      heldSince: '2027-01-20T09:15:00.000Z',
      preferred: '2027-02-16',
      unmet: [],
    }),
  escalation: (mailer) =>
    mailer.escalation({
      ...addressed('escalation:m1'),
      ...about,
      preferred: '2027-02-16',
      legalLatest: '2027-02-25',
      workingDaysLeft: 3,
      unmet,
    }),
  changesRequested: (mailer) =>
    mailer.changesRequested({
      ...addressed('changes-requested:m1:1', department),
      ...about,
      leadName: lead.name,
      reason: 'Het telefoonnummer op de brief is oud.\nZet er 088-000 00 00 op.',
    }),
  refused: (mailer) =>
    mailer.refused({
      ...addressed('refused:m1', department),
      ...about,
      leadName: lead.name,
      reason: 'Dezelfde week gaat de parkeermailing weg. <Twee> golven & dat kan niet.',
    }),
  signedOff: (mailer) =>
    mailer.signedOff({
      ...addressed('signed-off:m1', department),
      ...about,
      leadName: lead.name,
      batches,
    }),
  withdrawn: (mailer) =>
    mailer.withdrawn({
      ...addressed('withdrawn:m1'),
      ...about,
      byName: 'Rachida Schotbalk',
      reason: 'De tarieven waren fout.',
      alreadyLeft: { letter: 19_840, email: 320, portal: 0 },
      stopped: { letter: 19_840, email: 0, portal: 0 },
    }),
  emergencyAlarm: (mailer) =>
    mailer.emergencyAlarm({
      ...addressed('emergency:m1:auditor'),
      ...about,
      releasedAt: '2027-02-24T15:30:00.000Z',
      byNames: ['Rachida Schotbalk', 'Gijs Waterpoort'],
      reason: 'Morgen is de laatste dag die de wet toestaat.',
      audience: { letter: 39_680, email: 320, portal: 0 },
      unmet,
    }),
  emergencyRequested: (mailer) =>
    mailer.emergencyRequested({
      ...addressed('emergency-requested:m1:lead'),
      ...about,
      byName: 'Rachida Schotbalk',
      reason: 'Morgen is de laatste dag die de wet toestaat.',
      audience: { letter: 39_680, email: 320, portal: 0 },
    }),
  signOffVoided: (mailer) =>
    mailer.signOffVoided({
      ...addressed('sign-off-voided:m1:1'),
      ...about,
      because: 'amended',
      preferred: '2027-02-16',
      unmet,
    }),
  briefing: (mailer) => mailer.briefing(briefingMail),
  batchPaused: (mailer) =>
    mailer.batchPaused({
      ...addressed('batch-paused:m1:2'),
      ...about,
      reason: 'Vandaag kwamen er 520 vragen. Wij rekenden op hoogstens 450.',
      next: batches[1],
    }),
  confirmationAsked: (mailer) =>
    mailer.confirmationAsked({
      ...addressed('confirmation-asked:m1:2', department),
      ...about,
      batch: 2,
      releasedAt: batches[1].releaseAt,
      audience: batches[1].audience,
    }),
  dispatchReport: (mailer) =>
    mailer.dispatchReport({
      ...addressed('dispatch-report:m1:1', department),
      ...about,
      batch: 1,
      of: 2,
      reports: {
        letter: { at: '2027-02-16T12:00:00.000Z', accepted: 19_840, failed: 0, inDoubt: 0 },
        email: { at: '2027-02-16T08:05:00.000Z', accepted: 312, failed: 7, inDoubt: 1 },
      },
    }),
  auditAnchor: (mailer) =>
    mailer.auditAnchor({
      ...addressed('audit-anchor:1204'),
      anchor: { seq: 1204, hash: '9f'.repeat(32) },
    }),
  deliveryReport: (mailer) =>
    mailer.deliveryReport({
      ...addressed('delivery-report:m1', department),
      ...about,
      stopped: false,
      accepted: 313,
      failed: 5,
      returned: 2,
      inDoubt: 0,
      reasons: [
        { reason: 'no-such-address', count: 4 },
        { reason: 'mailbox-full', count: 1 },
      ],
    }),
  gateStopped: (mailer) =>
    mailer.gateStopped({
      ...addressed('gate:s1:asked'),
      news: 'asked',
      stop: {
        id: 's1',
        reason: 'De aanslagen hebben het verkeerde jaartal.',
        by: 'p1',
        at: '2027-02-16T08:05:00.000Z',
        underWay: 2,
        request: {
          by: 'p1',
          at: '2027-02-16T10:30:00.000Z',
          reason: 'De afdeling heeft de mailing ingetrokken. De rest kan weg.',
        },
      },
      byName: 'Rachida Schotbalk',
      askedByName: 'Rachida Schotbalk',
    }),
  evaluationReady: (mailer) =>
    mailer.evaluationReady({
      ...addressed('evaluation:m1'),
      ...about,
      evaluation: {
        forecastTotal: { p10: 1_900, p50: 2_600, p90: 3_700, mean: 2_700 },
        actualTotal: 2_840,
        questions: 1_204,
        firstLineShare: 0.81,
        missed: [{ text: 'Mijn kelder telt toch niet mee?', times: 14 }],
        lessons: [
          {
            nl: 'Zet de vraag over de kelder in de vragenlijst.',
            en: 'Add the question about the cellar to the sheet.',
          },
        ],
      },
    }),
};
