import { z } from 'zod';
import { pairsFor } from '../api/internal-notes.ts';
import { postQaSheet } from '../api/qa-sheet.ts';
import { CSV, XLSX } from '../api/spreadsheet.ts';
import { says } from '../http/input-text.ts';
import { FileField } from './components/field.tsx';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { Badge, EmptyState, Section } from './components/parts.tsx';
import { Dutch, Say } from './components/say.tsx';
import { atTheFile } from './file-faults.ts';
import type { FormFile } from './form-input.ts';
import { crumbsTo, idIn, mailingOf } from './on-mailing.ts';
import { mayWriteNow } from './qa-sheet-writer.ts';
import { definePage } from './page.ts';
import { QaSheetHistory, qaSheetHistory } from './qa-sheet-history.tsx';

const NO_FILE = says('Kies eerst een bestand.', 'Choose a file first.');

/** The Q&A sheet of a mailing: every pair, who changed what, and the sheet as a file, out and in. */
export const qaSheetPage = definePage({
  path: '/mailings/:mailingId/vragenlijst',
  operation: 'qa-sheet.read',
  form: z.object({ file: z.custom<FormFile>((value) => value !== undefined, NO_FILE) }),
  get: async (call, deps) => {
    const record = await mailingOf(call, deps, 'qa-sheet.read');
    const sheet = await deps.store.qaSheets.latest(record.id);
    const pairs = pairsFor(call, record.departmentId, sheet?.pairs ?? []);
    const home = `/mailings/${record.id}/vragenlijst`;
    const mayWrite = mayWriteNow(call, record);
    return {
      title: { nl: 'Vragenlijst', en: 'Q&A sheet' },
      breadcrumbs: crumbsTo(record, call),
      body: (
        <>
          <p className="lead">{record.title}</p>
          <Buttons>
            {mayWrite && (
              <ButtonLink
                kind="primary"
                href={`${home}/nieuw`}
                text={{ nl: 'Vraag toevoegen', en: 'Add a question' }}
              />
            )}
            {sheet && (
              <ButtonLink
                href={`${home}/bestand`}
                text={{ nl: 'Download als Excel', en: 'Download as Excel' }}
              />
            )}
            {sheet && (
              <ButtonLink
                href={`${home}/bestand?soort=csv`}
                text={{ nl: 'Download als CSV', en: 'Download as CSV' }}
              />
            )}
          </Buttons>
          {sheet ? (
            pairs.map((pair) => (
              <Pair key={pair.number} pair={pair} href={mayWrite ? home : undefined} />
            ))
          ) : (
            <EmptyState text={mayWrite ? NONE_TO_ADD_TO : NONE_YET} />
          )}
          {mayWrite && (
            <Section id="bestand" title={{ nl: 'Vanuit een bestand', en: 'From a file' }}>
              <Form files version={sheet?.version} label={UPLOAD}>
                <FileField
                  name="file"
                  label={{ nl: 'Excel- of CSV-bestand', en: 'Excel or CSV file' }}
                  hint={{
                    nl: 'Met de kolommen Nummer, Onderwerp, Vraag, Antwoord, Interne toelichting en Eigenaar. De hele vragenlijst wordt vervangen; eerdere versies blijven bewaard.',
                    en: 'With the columns Nummer, Onderwerp, Vraag, Antwoord, Interne toelichting and Eigenaar. The whole sheet is replaced; earlier versions are kept.',
                  }}
                  accept=".xlsx,.csv"
                />
                <Button kind="secondary" text={UPLOAD} />
              </Form>
            </Section>
          )}
          {sheet && <QaSheetHistory versions={await qaSheetHistory(sheet, deps)} />}
        </>
      ),
    };
  },
  post: async ({ file }, call) => {
    const mediaType = file.name.toLowerCase().endsWith('.csv') ? CSV : XLSX;
    await call
      .ask(postQaSheet, {
        params: { mailingId: idIn(call) },
        file: { mediaType, bytes: file.bytes },
        ...(call.version !== undefined && { ifMatch: call.version }),
      })
      .catch((error: unknown) => {
        throw atTheFile(error);
      });
    return { to: `/mailings/${idIn(call)}/vragenlijst`, flash: TAKEN };
  },
});

const NONE_TO_ADD_TO = {
  nl: 'Er is nog geen vragenlijst. Voeg een vraag toe, of zet hieronder een bestand neer.',
  en: 'There is no Q&A sheet yet. Add a question, or upload a file below.',
};
const NONE_YET = {
  nl: 'Er is nog geen vragenlijst. De KCC-leider maakt die, met de vragen die de vakafdeling verwacht.',
  en: 'There is no Q&A sheet yet. The KCC lead makes it, with the questions that the department expects.',
};

function Pair({
  pair,
  href,
}: {
  readonly pair: ReturnType<typeof pairsFor>[number];
  readonly href: string | undefined;
}) {
  const { number, topic, question, answer, internalNote, owner } = pair;
  return (
    <article className="qa" id={`vraag-${number}`}>
      <h2>
        {number}. <Dutch>{question}</Dutch>
      </h2>
      {topic && (
        <p className="quiet" lang="nl">
          {topic}
        </p>
      )}
      {answer ? (
        <p className="long" lang="nl">
          {answer}
        </p>
      ) : (
        <p>
          <Badge tone="waiting" text={{ nl: 'Nog geen antwoord', en: 'No answer yet' }} />
        </p>
      )}
      {internalNote && (
        <p className="long note">
          <strong>
            <Say text={{ nl: 'Alleen voor medewerkers: ', en: 'For agents only: ' }} />
          </strong>
          <Dutch>{internalNote}</Dutch>
        </p>
      )}
      <p className="quiet">
        {owner ? (
          <>
            <Say text={{ nl: 'Eigenaar: ', en: 'Owner: ' }} />
            {owner}
          </>
        ) : (
          <Badge tone="waiting" text={{ nl: 'Nog geen eigenaar', en: 'No owner yet' }} />
        )}
        {href && (
          <>
            {' · '}
            <a href={`${href}/${number}`}>
              <Say text={{ nl: 'Bewerken', en: 'Edit' }} />
              <span className="unseen">
                {' '}
                <Say text={{ nl: 'vraag', en: 'question' }} /> {number}
              </span>
            </a>
          </>
        )}
      </p>
    </article>
  );
}

const UPLOAD = { nl: 'Vervang de vragenlijst', en: 'Replace the Q&A sheet' };
const TAKEN = {
  nl: 'De vragenlijst uit het bestand staat klaar.',
  en: 'The Q&A sheet from the file is in place.',
};
