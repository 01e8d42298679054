/**
 * The 320 e-mails of the WOZ mailing as the department's mail tool hands them over. Synthetic: names are drawn from two
 * lists, every address is under `.example`, and the text holds no amount, so that a mailbox never shows one.
 */
export const WOZ_MESSAGE_COUNT = 320;

const FIRST_NAMES = [
  ['Anouk', 'Bilal', 'Carlijn', 'Deniz', 'Esmée', 'Farid', 'Greetje', 'Hüseyin', 'Inge', 'Joris'],
  ['Kadisha', 'Lars', 'Mirte', 'Noor', 'Olivier', 'Pelin', 'Quinten', 'Roos', 'Sjoerd', 'Tirza'],
].flat();

const LAST_NAMES = [
  ['Aardbeiveld', 'Bovensluis', 'van der Dauwtrap', 'Eikelboomgaard', 'Fluitenkruid'],
  ['Gerstakker', 'Hooiwagen', 'IJsvogelnest', 'Kattenstaart', 'de Lentebries'],
  ['Maanzaad', 'Nevelpolder', 'Ooievaarspad', 'Pinksterbloem', 'van Regenboog', 'Zonnedauw'],
].flat();

const STREETS = ['Rietorchisstraat', 'Watermuntlaan', 'Zwanebloemhof', 'Dotterbloemkade'];

/** Plain ASCII for the part of an address before the @. */
function localPart(name) {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/ /g, '.');
}

function escapeHtml(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/**
 * Message `i` (0 to 319) of the mailing, always the same for the same `i`.
 * `from` and `to` are RFC 5322 addresses with a display name, `messageId` includes its angle brackets.
 * Throws a RangeError when there is no message `i`.
 */
export function wozMessage(i) {
  if (!Number.isInteger(i) || i < 0 || i >= WOZ_MESSAGE_COUNT) {
    throw new RangeError(
      `There is no message ${i}: the mailing has messages 0 to ${WOZ_MESSAGE_COUNT - 1}.`,
    );
  }
  const first = FIRST_NAMES[i % FIRST_NAMES.length];
  const last = LAST_NAMES[Math.floor(i / FIRST_NAMES.length)];
  const name = `${first} ${last}`;
  const serial = String(i + 1).padStart(4, '0');
  const assessment = `2027.99.${serial}`;
  const address = `${STREETS[i % STREETS.length]} ${1 + ((i * 7) % 180)}`;
  const paragraphs = [
    `Beste ${name},`,
    `Uw WOZ-beschikking en gemeentelijke aanslag voor 2027 staan klaar. Het gaat om ${address} in Sluiswaard, aanslagnummer ${assessment}.`,
    'U bekijkt de aanslag op www.sluiswaard.example/woz. Log in met uw DigiD. In deze e-mail staat met opzet geen link om op te klikken en geen bedrag.',
    'Klopt er iets niet? Bel ons gerust. U kunt ook bezwaar maken, tot en met 9 april 2027. Dat is gratis en u kunt het zelf doen.',
    'Kunt u niet op tijd betalen? Neem dan uiterlijk op 31 maart 2027 contact met ons op. We zoeken samen naar een oplossing.',
    'Heeft u een vraag? Bel 088-000 00 00, van maandag tot en met vrijdag van 8.30 tot 17.00 uur, en op donderdag tot 19.00 uur.',
    'Met vriendelijke groet,\nTeam Belastingen, gemeente Sluiswaard',
    'Dit is een voorbeeldbericht met verzonnen gegevens. De gemeente Sluiswaard bestaat niet.',
  ];
  return {
    from: '"Gemeente Sluiswaard" <belastingen@sluiswaard.example>',
    to: `"${name}" <${localPart(name)}.${serial}@inwoner.example>`,
    subject: 'Uw WOZ-beschikking en gemeentelijke aanslag 2027 staan klaar',
    text: `${paragraphs.join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="nl"><body>\n${paragraphs
      .map((paragraph) => `<p>${escapeHtml(paragraph).replace(/\n/g, '<br>')}</p>`)
      .join('\n')}\n</body></html>\n`,
    messageId: `<woz-2027-${serial}@mailtool.sluiswaard.example>`,
  };
}
