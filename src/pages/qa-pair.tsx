import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { postQaSheet } from '../api/qa-sheet.ts';
import type { QaPair } from '../domain/qa-sheet.ts';
import { samePair } from '../domain/qa-sheet-changes.ts';
import { invalidInput, notFound, Problem } from '../http/problem.ts';
import { TextArea, TextField } from './components/field.tsx';
import { Button, ButtonLink, Buttons, Form } from './components/form.tsx';
import { LanguageHints } from './components/language-hints.tsx';
import { Banner } from './components/parts.tsx';
import { Say } from './components/say.tsx';
import type { AppDeps } from './deps.ts';
import { crumbsTo, idIn, mailingOf } from './on-mailing.ts';
import { definePage, type PageCall } from './page.ts';

const NEW = 'nieuw';
/** Names the form of a new question in its address. */
const FORM = 'formulier';

/** One pair of the Q&A sheet, or a new one. Whoever edits another pair meanwhile is not in the way. */
export const qaPairPage = definePage({
  path: '/mailings/:mailingId/vragenlijst/:pair',
  operation: 'qa-sheet.write',
  form: z.object({
    action: z.enum(['save', 'remove']),
    topic: z.string().default(''),
    question: z.string().default(''),
    answer: z.string().default(''),
    internalNote: z.string().default(''),
    owner: z.string().default(''),
  }),
  get: async (call, deps) => {
    const record = await mailingOf(call, deps, 'qa-sheet.write');
    const home = `/mailings/${record.id}/vragenlijst`;
    const isNew = call.params['pair'] === NEW;
    const once = onceOf(call);
    const asked = call.form.values.size > 0;
    const commandId = asked || once === undefined ? call.updateId : call.updateIdOf(once);
    const { sheet, number, pair, added, untouched } = await standingOf(call, commandId, deps);
    if (isNew && pair && !asked) return { to: `${home}/${number}`, flash: SAVED_ALREADY };
    // Somebody may have taken it away while it was being edited: what was typed stays, and saving puts it back.
    const gone = !pair && (!isNew || (added && !untouched));
    if (isNew && !asked && (gone || once === undefined)) {
      return { to: `${home}/${NEW}?${FORM}=${randomUUID()}` };
    }
    if (gone && !asked) throw notFound();
    const overtaken = call.version !== undefined && pair && !untouched;
    const action = gone ? `${home}/${NEW}` : isNew && pair ? `${home}/${number}` : undefined;
    const title = isNew
      ? { nl: 'Vraag toevoegen', en: 'Add a question' }
      : { nl: `Vraag ${call.params['pair']} bewerken`, en: `Edit question ${call.params['pair']}` };
    return {
      title,
      breadcrumbs: [
        ...crumbsTo(record, call),
        {
          text: { nl: 'Vragenlijst', en: 'Q&A sheet' },
          href: home,
        },
      ],
      body: (
        <>
          {overtaken && <Overtaken pair={pair} />}
          {gone && <Gone />}
          <Form
            version={sheet?.version ?? 0}
            {...(action !== undefined && { action })}
            once={isNew && action === undefined ? once : undefined}
            label={title}
          >
            <input type="hidden" name="action" value="save" />
            <Fields pair={pair} />
            <Buttons>
              <Button text={{ nl: 'Bewaar', en: 'Save' }} />
              <ButtonLink href={home} text={BACK} />
            </Buttons>
          </Form>
          {pair && <LanguageHints texts={[{ name: pair.question, text: pair.answer }]} />}
          {pair && (
            <details>
              <summary>
                <Say text={{ nl: 'Deze vraag weghalen', en: 'Remove this question' }} />
              </summary>
              <p>
                <Say
                  text={{
                    nl: 'De vraag verdwijnt uit de vragenlijst. In eerdere versies blijft zij staan.',
                    en: 'The question disappears from the sheet. It stays in earlier versions.',
                  }}
                />
              </p>
              <Form version={sheet?.version} label={REMOVE}>
                <input type="hidden" name="action" value="remove" />
                <Button kind="danger" text={REMOVE} />
              </Form>
            </details>
          )}
        </>
      ),
    };
  },
  post: async ({ action, ...fields }, call, deps) => {
    const standing = await standingOf(call, call.updateId, deps);
    const { sheet, seen, untouched } = standing;
    const pairs = sheet?.pairs ?? [];
    const number = standing.number ?? Math.max(0, ...pairs.map((one) => one.number)) + 1;
    const others = pairs.filter((one) => one.number !== number);
    if (action === 'remove' && others.length === pairs.length) {
      return { to: `/mailings/${idIn(call)}/vragenlijst`, flash: REMOVED_ALREADY };
    }
    const next = action === 'remove' ? others : [...others, { number, ...fields }];
    await call
      .ask(postQaSheet, {
        params: { mailingId: idIn(call) },
        body: { pairs: next.toSorted((left, right) => left.number - right.number) },
        ...(sheet && { ifMatch: untouched ? sheet.version : (seen ?? 0) }),
      })
      .catch((error: unknown) => {
        throw atTheFields(error);
      });
    return {
      to: `/mailings/${idIn(call)}/vragenlijst`,
      flash:
        action === 'remove'
          ? { nl: `Vraag ${number} is weggehaald.`, en: `Question ${number} was removed.` }
          : { nl: `Vraag ${number} is bewaard.`, en: `Question ${number} was saved.` },
    };
  },
});

/** The form of a new question: from its address, so that it is the same when one comes back to it. */
function onceOf({ form, query }: PageCall): string | undefined {
  return form.values.get('_once')?.[0] ?? query.get(FORM) ?? undefined;
}

/**
 * The sheet as it is, and the pair that the form is about: for the form of a new question the one that it added before, if it did. `untouched` when nobody else changed that
 * pair since version `seen`; otherwise that version is the one to change, which the API then refuses.
 */
async function standingOf(call: PageCall, commandId: string, { store: { qaSheets } }: AppDeps) {
  const mailingId = idIn(call);
  const sheet = await qaSheets.latest(mailingId);
  const { pair: name } = call.params;
  const added = name === NEW ? await qaSheets.addedBy(mailingId, commandId) : undefined;
  const number = name === NEW ? added?.number : Number(name);
  const seen = added?.version ?? call.version;
  const shown = seen ? await qaSheets.version(mailingId, seen) : undefined;
  const of = (pairs: readonly QaPair[] = []) => pairs.find((one) => one.number === number);
  const pair = of(sheet?.pairs);
  return { sheet, number, pair, added, seen, untouched: samePair(of(shown?.pairs), pair) };
}

/** The other pairs are in order already, so a fault in the list is one of the pair on this page. */
function atTheFields(error: unknown): unknown {
  if (!(error instanceof Problem) || !error.parts.faults) return error;
  return invalidInput(
    error.parts.faults.map((fault) => ({
      ...fault,
      path: fault.path.replace(/^body\.pairs\[\d+\]\./, 'body.'),
    })),
  );
}

function Fields({ pair }: { readonly pair: QaPair | undefined }) {
  return (
    <>
      <TextField
        name="question"
        label={{ nl: 'Vraag', en: 'Question' }}
        hint={{ nl: 'Zoals een inwoner het zegt.', en: 'As a resident would put it.' }}
        value={pair?.question}
        dutch
        maxLength={1000}
      />
      <TextArea
        name="answer"
        label={{ nl: 'Antwoord voor de inwoner', en: 'Answer for the resident' }}
        hint={{
          nl: 'Korte zinnen. Zo dat een medewerker het kan voorlezen.',
          en: 'Short sentences. So that an agent can read it out.',
        }}
        value={pair?.answer}
        dutch
        rows={6}
        optional
      />
      <TextArea
        name="internalNote"
        label={{ nl: 'Interne toelichting', en: 'Internal note' }}
        hint={{ nl: 'Alleen medewerkers zien dit.', en: 'Only agents see this.' }}
        value={pair?.internalNote}
        dutch
        rows={3}
        optional
      />
      <TextField
        name="topic"
        label={{ nl: 'Onderwerp', en: 'Topic' }}
        value={pair?.topic}
        dutch
        maxLength={200}
        optional
      />
      <TextField
        name="owner"
        type="email"
        label={{ nl: 'E-mailadres van de eigenaar', en: 'E-mail address of the owner' }}
        hint={{
          nl: 'Wie het antwoord bijhoudt. Zonder eigenaar is de lijst nog niet klaar.',
          en: 'Who keeps the answer right. Without an owner the sheet is not ready.',
        }}
        value={pair?.owner}
        optional
      />
    </>
  );
}

function Overtaken({ pair }: { readonly pair: QaPair }) {
  return (
    <Banner tone="warning">
      <p>
        <Say
          text={{
            nl: 'Iemand anders heeft deze vraag net gewijzigd. Zo staat zij er nu. Pas uw tekst hieronder aan en bewaar opnieuw.',
            en: 'Somebody else has just changed this question. This is how it stands now. Change your text below and save again.',
          }}
        />
      </p>
      <div lang="nl">
        <p>
          <strong>{pair.question}</strong>
        </p>
        <p className="long">{pair.answer}</p>
        <p className="long">{pair.internalNote}</p>
      </div>
    </Banner>
  );
}

function Gone() {
  return (
    <Banner tone="warning">
      <p>
        <Say
          text={{
            nl: 'Iemand anders heeft deze vraag net weggehaald. Wat u typte staat hieronder nog. Bewaart u het, dan komt het als nieuwe vraag in de lijst.',
            en: 'Somebody else has just removed this question. What you typed is still below. When you save it, it becomes a new question on the sheet.',
          }}
        />
      </p>
    </Banner>
  );
}

const SAVED_ALREADY = {
  nl: 'Deze vraag is al bewaard. Hier kunt u haar aanpassen.',
  en: 'This question has been saved already. Here you can change it.',
};
const REMOVED_ALREADY = {
  nl: 'Deze vraag was al weggehaald.',
  en: 'This question had been removed already.',
};
const BACK = { nl: 'Terug naar de vragenlijst', en: 'Back to the Q&A sheet' };
const REMOVE = { nl: 'Ja, haal de vraag weg', en: 'Yes, remove the question' };
