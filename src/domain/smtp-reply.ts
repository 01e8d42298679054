import type { Text } from './text.ts';

/** One answer of the gate: reply code, enhanced code (RFC 3463) and a sentence in ASCII, because SMTP carries no other. */
export interface SmtpReply {
  readonly code: number;
  readonly enhanced: string;
  readonly text: Text;
}

/** `text` of an SMTP reply line: enhanced code, Dutch sentence, English sentence. */
export function replyText({ enhanced, text }: SmtpReply): string {
  return `${enhanced} ${text.nl} / ${text.en}`;
}

function reply(code: number, enhanced: string, nl: string, en: string): SmtpReply {
  return { code, enhanced, text: { nl, en } };
}

/** Why the gate says no, and what to do about it. 4xx asks the sender to try again by itself, 5xx to mend something first. */
export const SMTP_REFUSALS = {
  'login-wrong': reply(
    535,
    '5.7.8',
    'Gebruikersnaam of wachtwoord klopt niet',
    'Wrong user name or password',
  ),
  'login-needs-tls': reply(
    538,
    '5.7.11',
    'Begin eerst met STARTTLS, dan pas inloggen',
    'Start TLS before logging in',
  ),
  'login-unavailable': reply(
    454,
    '4.7.0',
    'Inloggen kan nu even niet, probeer het zo weer',
    'Cannot check the login now, try again',
  ),
  'login-too-often': reply(421, '4.7.0', 'Te vaak verkeerd ingelogd', 'Too many failed logins'),
  'address-routed': reply(
    553,
    '5.1.3',
    'Geef een gewoon adres, zonder route, % of !',
    'Routed addresses are not accepted',
  ),
  'address-not-ascii': reply(
    553,
    '5.6.7',
    'Een adres met andere tekens dan ASCII kan nog niet',
    'Address must be ASCII',
  ),
  'address-malformed': reply(
    553,
    '5.1.3',
    'Het adres is niet goed geschreven',
    'The address is malformed',
  ),
  'parameter-unknown': reply(
    555,
    '5.5.4',
    'Deze parameter van MAIL of RCPT is hier onbekend',
    'Parameter not recognized',
  ),
  'address-incomplete': reply(
    553,
    '5.1.3',
    'Geef een volledig adres, met een domein',
    'Give a complete address with a domain',
  ),
  'sender-foreign': reply(
    550,
    '5.7.1',
    'Deze inlog mag niet versturen namens dit afzenderdomein',
    'This login may not send from that domain',
  ),
  'from-missing': reply(
    550,
    '5.6.0',
    'Het bericht heeft niet precies een From-regel met een adres',
    'Exactly one From header with an address is needed',
  ),
  'from-foreign': reply(
    550,
    '5.7.1',
    'Deze inlog mag niet versturen namens het domein in From',
    'This login may not send from the domain in From',
  ),
  'too-many-recipients': reply(
    452,
    '4.5.3',
    'Te veel ontvangers in een bericht, verstuur de rest apart',
    'Too many recipients, send the rest separately',
  ),
  'message-too-big': reply(552, '5.3.4', 'Het bericht is te groot', 'Message too big'),
  'message-empty': reply(
    554,
    '5.6.0',
    'Het bericht is leeg of heeft geen kopregels',
    'Message has no headers',
  ),
  'bare-line-end': reply(
    554,
    '5.6.0',
    'Elke regel moet eindigen op CR LF; los CR of LF wordt geweigerd',
    'Bare CR or LF refused',
  ),
  'nul-byte': reply(554, '5.6.0', 'Het bericht bevat een NUL-teken', 'NUL byte refused'),
  'headers-too-big': reply(554, '5.6.0', 'De kopregels zijn te lang', 'Headers too long'),
  'header-malformed': reply(
    554,
    '5.6.0',
    'Een kopregel is niet leesbaar of staat er twee keer',
    'A header is malformed or given twice',
  ),
  loop: reply(
    554,
    '5.4.6',
    'Het bericht heeft te veel Received-regels en draait rond',
    'Mail loop',
  ),
  'mailing-missing': reply(
    554,
    '5.7.1',
    'Noem de mailing in X-Mailing-ID of in de gebruikersnaam (naam+mailing)',
    'Name the mailing in X-Mailing-ID or in the user name',
  ),
  'mailing-malformed': reply(
    554,
    '5.7.1',
    'X-Mailing-ID is geen geldig mailingnummer (UUID)',
    'X-Mailing-ID is not a UUID',
  ),
  'mailing-contradicts': reply(
    554,
    '5.7.1',
    'X-Mailing-ID en de gebruikersnaam noemen elk een andere mailing',
    'Header and user name differ',
  ),
  'mailing-unknown': reply(
    550,
    '5.7.1',
    'Deze mailing bestaat niet of is niet van uw afdeling',
    'No such mailing for this login',
  ),
  'mailing-ended': reply(
    550,
    '5.7.1',
    'Deze mailing is klaar, afgewezen of ingetrokken',
    'This mailing has ended',
  ),
  'not-released': reply(
    451,
    '4.7.1',
    'Deze mailing is nog niet vrijgegeven, probeer het later',
    'Mailing not released yet, try again later',
  ),
  'mailing-changed': reply(
    451,
    '4.7.1',
    'Deze mailing is gewijzigd; dit bericht kan pas opnieuw na het nieuwe akkoord',
    'Mailing changed; try this message again after its new sign-off',
  ),
  'storage-down': reply(
    451,
    '4.3.0',
    'Opslaan lukt nu even niet, probeer het later',
    'Cannot store now, try again later',
  ),
  'no-room': reply(
    452,
    '4.3.1',
    'Het is nu te druk, probeer het later',
    'No room now, try again later',
  ),
  draining: reply(
    421,
    '4.3.2',
    'De poort wordt herstart, probeer het zo weer',
    'Restarting, try again',
  ),
} as const satisfies { readonly [code: string]: SmtpReply };

export type SmtpRefusal = keyof typeof SMTP_REFUSALS;
