import { both, formatMoment } from '../charts/format.ts';
import { type AuditAnchor, anchorText } from '../domain/audit-anchor.ts';
import type { Addressed, House, MailContent } from './content.ts';
import { literal } from './content.ts';

/** The end of the audit chain, for the auditor to keep: with it a chain that was rewritten can be told. */
export interface AuditAnchorMail extends Addressed {
  readonly anchor: AuditAnchor;
}

export function auditAnchor({ anchor, at }: AuditAnchorMail, house: House): MailContent {
  return {
    subject: { nl: 'Zegel van het logboek van vandaag', en: "Today's hash of the audit log" },
    paragraphs: [
      {
        nl: 'Bewaar deze mail. Het zegel hieronder legt vast hoe het logboek van Sluis er nu uitziet. Wil iemand later regels wijzigen of wissen, dan past dit zegel niet meer.',
        en: 'Keep this mail. The hash below records how the audit log of Sluis looks now. When somebody changes or erases lines later, this hash no longer fits.',
      },
      {
        nl: 'Controleren kan op de pagina van het logboek, of op de server met: npm run audit:verify -- gevolgd door het zegel.',
        en: 'Check it on the page of the audit log, or on the server with: npm run audit:verify -- followed by the hash.',
      },
    ],
    facts: [
      { label: { nl: 'Zegel', en: 'Hash' }, value: literal(anchorText(anchor)) },
      {
        label: { nl: 'Van', en: 'Of' },
        value: both((language) => formatMoment(at, language, house.municipality.timeZone)),
      },
    ],
    actions: house.pageAt
      ? [
          {
            label: { nl: 'Controleer het logboek', en: 'Check the audit log' },
            url: house.pageAt('/logboek/controle'),
          },
        ]
      : [],
  };
}
