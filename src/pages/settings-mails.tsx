import { z } from 'zod';
import { formatMoment, formatSpan, both } from '../charts/format.ts';
import { mailIntroduction } from '../api/mail-introductions.ts';
import {
  INTRODUCED_MAIL_KINDS,
  INTRODUCED_MAILS,
  type IntroducedMail,
  introductionOf,
  type MailIntroductions,
  type Placeholder,
  PLACEHOLDERS,
} from '../domain/mail-introduction.ts';
import type { Text } from '../domain/text.ts';
import { faultsOf } from '../http/faults.ts';
import { invalidInput, notFound, Problem } from '../http/problem.ts';
import { Facts } from './components/facts.tsx';
import { TextArea } from './components/field.tsx';
import { Button, Buttons, Form } from './components/form.tsx';
import { Section, Tabs } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import type { PageHouse } from './deps.ts';
import { definePage, type PageCall, type View } from './page.ts';
import { saveSettings, settingsNow, SettingsTabs } from './settings.tsx';

const PATH = '/instellingen/mails';
const TITLE: Text = { nl: 'Teksten van mails', en: 'Texts of mails' };
type Address = `/${string}`;
const addressOf = (mail: IntroducedMail): Address => `${PATH}?mail=${mail}`;

/** What the mails to people begin with, one mail at a time. */
export const mailsSettingsPage = definePage({
  path: PATH,
  operation: 'organisation.write',
  form: z.object({
    action: z.enum(['save', 'preview', 'standard']).default('save'),
    nl: z.string().default(''),
    en: z.string().default(''),
  }),
  get: (call, { house }) => view(call, house),
  post: async ({ action, ...text }, call, deps) => {
    const mail = mailIn(call);
    if (action === 'preview') {
      const checked = mailIntroduction(mail).safeParse(text);
      if (!checked.success) throw invalidInput(faultsOf(checked.error, 'body'));
      return view(call, deps.house, text);
    }
    const { standard } = INTRODUCED_MAILS[mail];
    const usual = action === 'standard' || (text.nl === standard.nl && text.en === standard.en);
    return saveSettings(call, deps, addressOf(mail), (now) => {
      const { [mail]: _, ...others } = now.mailIntroductions ?? {};
      return { ...now, mailIntroductions: usual ? others : { ...others, [mail]: text } };
    }).catch((error: unknown) => {
      throw atTheField(error, mail);
    });
  },
});

/** The page, with the mail that its address names; `typed` is shown before it is saved. */
async function view(call: PageCall, house: PageHouse, typed?: Text): Promise<View> {
  const mail = mailIn(call);
  const { now, version } = await settingsNow(call);
  const set: MailIntroductions = now.mailIntroductions ?? {};
  const { name, standard, placeholders } = INTRODUCED_MAILS[mail];
  const shown = typed ?? set[mail] ?? standard;
  const sample = sampleOf(house);
  const paragraphs = introductionOf(mail, sample, { [mail]: shown });
  return {
    title: TITLE,
    body: (
      <>
        <SettingsTabs at={PATH} />
        <p>
          <Say text={WHY} />
        </p>
        <Tabs
          label={{ nl: 'Welke mail', en: 'Which mail' }}
          tabs={INTRODUCED_MAIL_KINDS.map((one) => ({
            text: INTRODUCED_MAILS[one].name,
            href: addressOf(one),
            current: one === mail,
          }))}
        />
        <Section id="tekst" title={name}>
          <p className="quiet">
            <Say text={set[mail] ? CHANGED : STANDARD} />
          </p>
          <Form label={name} version={version} action={addressOf(mail)}>
            <TextArea name="nl" label={{ nl: 'Nederlands', en: 'Dutch' }} value={shown.nl} />
            <TextArea name="en" label={{ nl: 'Engels', en: 'English' }} value={shown.en} />
            <p>
              <Say
                text={{
                  nl: 'Wat per mail anders is, schrijft u zo:',
                  en: 'What differs from mail to mail is written like this:',
                }}
              />
            </p>
            <Facts
              facts={placeholders.map((one) => ({
                label: { nl: `{${one}}`, en: `{${one}}` },
                value: PLACEHOLDERS[one],
              }))}
            />
            <Buttons>
              <Button name="action" value="save" text={{ nl: 'Bewaar', en: 'Save' }} />
              <Button kind="secondary" name="action" value="preview" text={PREVIEW} />
              {set[mail] && <Button kind="secondary" name="action" value="standard" text={BACK} />}
            </Buttons>
          </Form>
        </Section>
        <Section id="voorbeeld" title={{ nl: 'Zo begint de mail', en: 'How the mail begins' }}>
          {(['nl', 'en'] as const).map((language) => (
            <blockquote key={language} lang={language}>
              {paragraphs.map((paragraph, at) => (
                <p key={at} className="long">
                  {paragraph[language]}
                </p>
              ))}
            </blockquote>
          ))}
        </Section>
      </>
    ),
  };
}

function mailIn({ query }: PageCall): IntroducedMail {
  const named = query.get('mail') ?? INTRODUCED_MAIL_KINDS[0];
  const mail = INTRODUCED_MAIL_KINDS.find((one) => one === named);
  if (!mail) throw notFound();
  return mail;
}

/** A fault in the text of this mail stands at the field that it was typed in. */
function atTheField(error: unknown, mail: IntroducedMail): unknown {
  if (!(error instanceof Problem) || !error.parts.faults) return error;
  const before = `body.mailIntroductions.${mail}.`;
  return invalidInput(
    error.parts.faults.map((fault) => ({ ...fault, path: fault.path.replace(before, 'body.') })),
  );
}

/** Made up, so that the preview reads like a real mail. */
function sampleOf({ name, timeZone }: PageHouse): Readonly<Record<Placeholder, Text | string>> {
  const [from, to, before] = ['08:00', '11:30', '15:00'].map((at) => `2027-02-22T${at}:00.000Z`);
  const moment = both((language) => formatMoment(before ?? '', language, timeZone));
  return {
    gemeente: name,
    mailing: 'WOZ-beschikking 2027',
    afdeling: 'Belastingen',
    wanneer: both((language) => formatSpan(from ?? '', to ?? '', language, timeZone)),
    'antwoord-voor': moment,
    sinds: moment,
  };
}

const WHY: Text = {
  nl: 'Hier past u aan waarmee een mail begint. De gegevens en de knoppen eronder zet Sluis er zelf bij. De tekst geldt voor mails die vanaf nu weggaan.',
  en: 'Here you change what a mail begins with. Sluis adds the facts and the buttons below it. The text holds for mails that are sent from now on.',
};
const STANDARD: Text = { nl: 'Dit is de standaardtekst.', en: 'This is the standard text.' };
const CHANGED: Text = { nl: 'Deze tekst is aangepast.', en: 'This text was changed.' };
const PREVIEW: Text = { nl: 'Bekijk het voorbeeld', en: 'See the preview' };
const BACK: Text = { nl: 'Terug naar de standaardtekst', en: 'Back to the standard text' };
