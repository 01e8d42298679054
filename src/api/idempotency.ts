import type { Answer } from '../http/endpoint.ts';
import type { Idempotency } from '../http/idempotency.ts';
import { Problem } from '../http/problem.ts';
import type { Store } from '../store/client.ts';
import type { GivenAnswer } from '../store/idempotency.ts';
import type { JsonValue } from '../store/json.ts';
import { conflict, translate } from './translate.ts';

/** What of an answer is kept for a repeat. */
interface Kept {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Idempotency over the store: the first answer is kept, also when it is a refusal. What failed on our side is not kept,
 * so that the repeat is a real second attempt; the ids that a request makes are the same then (newId).
 */
export function createIdempotency({ idempotency }: Store, clock: () => string): Idempotency {
  return {
    async once(principal, key, requestHash, handle) {
      const begun = await idempotency.begin({ principal, key, requestHash }, clock());
      if (begun.state === 'other-request') throw otherRequest();
      if (begun.state === 'busy') throw stillRunning();
      if (begun.state === 'answered') return repeat(begun.answer);
      const kept = async (status: number, what: Kept) => {
        const body = JSON.parse(JSON.stringify(what)) as JsonValue;
        await idempotency.finish({ principal, key }, { status, body });
      };
      try {
        const answer = await handle();
        const { status, body = null, headers = {} } = answer;
        if (answer.secret) await idempotency.abandon({ principal, key });
        else await kept(status, { body, headers });
        return answer;
      } catch (error) {
        const problem = translate(error);
        if (problem instanceof Problem && problem.parts.status < 500) {
          await kept(problem.parts.status, { body: problem.parts, headers: {} });
        } else {
          // Without the database it stays busy for a minute, and then is new again.
          await idempotency.abandon({ principal, key }).catch(() => undefined);
        }
        throw problem;
      }
    },
  };
}

function repeat({ status, body: kept }: GivenAnswer): Answer {
  const { body, headers } = kept as unknown as Kept;
  if (status >= 400) throw new Problem(body as Problem['parts']);
  return { status: status as Answer['status'], headers, ...(body !== null && { body }) };
}

function otherRequest() {
  return conflict(
    'idempotency-key-reused',
    'Deze Idempotency-Key hoort bij een ander verzoek. Gebruik voor elk verzoek een nieuwe.',
    'This Idempotency-Key belongs to another request. Use a new one for every request.',
  );
}

function stillRunning() {
  return new Problem({
    status: 409,
    code: 'idempotency-key-in-use',
    text: {
      nl: 'Het eerste verzoek met deze Idempotency-Key loopt nog. Probeer het zo opnieuw.',
      en: 'The first request with this Idempotency-Key is still running. Try again in a moment.',
    },
    headers: { 'Retry-After': '1' },
  });
}
