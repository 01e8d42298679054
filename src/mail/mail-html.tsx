import { renderToStaticMarkup } from 'react-dom/server';
import { readableOn } from '../charts/colour.ts';
import type { Language } from '../domain/text.ts';
import type { House, MailContent, Recipient } from './content.ts';
import { FRAME } from './mail-text.ts';
import { bodyText } from './safe-text.ts';
import { WAVE_PICTURE_WIDTH, type WavePictures } from './wave-picture.ts';

interface PartProps {
  readonly content: MailContent;
  readonly to: Recipient;
  readonly house: House;
  readonly language: Language;
  readonly pictures: WavePictures | undefined;
}

// Text and ground have no colour of their own, so that a mail program in dark mode can choose both.
const style = {
  page: {
    fontFamily: 'Verdana, Geneva, sans-serif',
    fontSize: 16,
    lineHeight: 1.5,
    margin: '0 auto',
    maxWidth: 600,
    padding: 16,
  },
  heading: { fontSize: 22, lineHeight: 1.3, margin: '24px 0 16px' },
  listHeading: { fontSize: 18, lineHeight: 1.3, margin: '24px 0 8px' },
  paragraph: { margin: '0 0 16px' },
  introduction: { margin: '0 0 16px', whiteSpace: 'pre-line' },
  facts: { margin: '0 0 16px' },
  label: { fontWeight: 'bold', margin: '8px 0 0' },
  value: { margin: '0 0 8px', whiteSpace: 'pre-line' },
  item: { margin: '0 0 12px', whiteSpace: 'pre-line' },
  line: { border: 0, borderTop: '2px solid #767676', margin: '32px 0' },
  footer: { fontSize: 14, margin: '24px 0 0' },
} as const;

/** `content` as one HTML document without scripts or anything that is fetched; pictures come with the mail. */
export function mailHtml(
  content: MailContent,
  to: Recipient,
  house: House,
  pictures?: WavePictures,
): string {
  const colour = house.municipality.colour;
  const banner = { background: colour, color: readableOn(colour) };
  const parts = { content, to, house, pictures };
  return (
    '<!DOCTYPE html>' +
    renderToStaticMarkup(
      <html lang="nl">
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="supported-color-schemes" content="light dark" />
          <title>{bodyText(content.subject.nl)}</title>
        </head>
        <body style={{ margin: 0, padding: 0 }}>
          <div style={banner}>
            <div style={{ ...style.page, fontWeight: 'bold', padding: '12px 16px' }}>
              {bodyText(house.municipality.name)}
            </div>
          </div>
          <div style={style.page}>
            <p lang="en" style={style.paragraph}>
              {FRAME.otherLanguage.nl}
            </p>
            <Part {...parts} language="nl" />
            <hr style={style.line} />
            <Part {...parts} language="en" />
          </div>
        </body>
      </html>,
    )
  );
}

function Part({ content, to, house, language, pictures }: PartProps) {
  const { subject, paragraphs, facts, list, closing = [] } = content;
  return (
    <div lang={language}>
      <h1 style={style.heading}>{bodyText(subject[language])}</h1>
      <p style={style.paragraph}>{bodyText(`${FRAME.greeting[language]} ${to.name},`)}</p>
      {paragraphs
        .filter((paragraph) => paragraph[language] !== '')
        .map((paragraph) => (
          <p key={paragraph[language]} style={style.introduction}>
            {bodyText(paragraph[language])}
          </p>
        ))}
      <dl style={style.facts}>
        {facts.map(({ label, value }) => [
          <dt key={`${label.nl} label`} style={style.label}>
            {bodyText(label[language])}
          </dt>,
          <dd key={label.nl} style={style.value}>
            {bodyText(value[language])}
          </dd>,
        ])}
      </dl>
      {pictures && (
        <p style={style.paragraph}>
          <img
            src={`cid:${pictures[language].cid}`}
            alt={pictures[language].alt}
            width={WAVE_PICTURE_WIDTH}
            // Without it, React asks the head of the document to fetch the picture early.
            fetchPriority="low"
            style={{ height: 'auto', maxWidth: '100%' }}
          />
        </p>
      )}
      {list && (
        <>
          <h2 style={style.listHeading}>{bodyText(list.heading[language])}</h2>
          <ul style={{ margin: '0 0 16px', paddingLeft: 24 }}>
            {list.items.map((item) => (
              <li key={item.nl} style={style.item}>
                {bodyText(item[language])}
              </li>
            ))}
          </ul>
        </>
      )}
      <Actions {...{ content, house, language }} />
      {closing.map((paragraph) => (
        <p key={paragraph.nl} style={style.paragraph}>
          {bodyText(paragraph[language])}
        </p>
      ))}
      <p style={style.footer}>
        {FRAME.footer[language]} {bodyText(house.municipality.name)}.
      </p>
    </div>
  );
}

function Actions({ content, house, language }: Pick<PartProps, 'content' | 'house' | 'language'>) {
  const { colour } = house.municipality;
  const button = {
    background: colour,
    border: `2px solid ${readableOn(colour)}`,
    borderRadius: 4,
    color: readableOn(colour),
    display: 'inline-block',
    fontWeight: 'bold',
    margin: '0 12px 0 0',
    padding: '12px 20px',
    textDecoration: 'none',
  };
  if (content.actions.length === 0) return null;
  return content.actions.map(({ label, url }) => (
    <p key={url} style={style.paragraph}>
      <a href={url} style={button}>
        {label[language]}
      </a>
    </p>
  ));
}
