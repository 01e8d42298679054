import { type Fault, invalidInput } from './problem.ts';

/** Deeper than any body that means something, and shallow enough for every recursion. */
const DEEPEST = 32;
/** More than the largest import needs; every value may be a fault, and faults cost more than values. */
const MOST_VALUES = 100_000;
/** PostgreSQL keeps neither NUL nor half a surrogate pair. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/**
 * Reads a JSON body: valid UTF-8, one value, at most 32 deep, no name twice in an object, no `__proto__`, and no text
 * that cannot be stored (NUL, half a surrogate pair).
 * @throws Problem 400 with every fault
 */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  if (text.trim() === '') throw broken('empty', 'De inhoud is leeg.', 'The body is empty.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw broken('not-json', 'De inhoud is geen geldige JSON.', 'The body is not valid JSON.');
  }
  const faults = firstOf(structureFaults(text), 100);
  const tooMuch = faults.some(({ code }) => code === 'too-deep' || code === 'too-many-values');
  if (!tooMuch) faults.push(...firstOf(textFaults(value, 'body'), 100));
  if (faults.length > 0) throw invalidInput(faults.slice(0, 100));
  return value;
}

function firstOf(faults: Generator<Fault>, most: number): Fault[] {
  const found: Fault[] = [];
  for (const fault of faults) if (found.push(fault) >= most) break;
  return found;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw broken('not-utf-8', 'De inhoud is geen UTF-8.', 'The body is not UTF-8.');
  }
}

function broken(code: string, nl: string, en: string) {
  return invalidInput([{ path: 'body', code, text: { nl, en } }]);
}

/** JSON.parse keeps the last of two equal names without a word; so this looks at the (valid) text itself. */
function* structureFaults(text: string): Generator<Fault> {
  const names: (Set<string> | undefined)[] = [];
  let values = 1;
  const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\],]/gs;
  for (const match of text.matchAll(token)) {
    const [found, colon] = match;
    if (found === ',') values += 1;
    else if (found === '{') names.push(new Set());
    else if (found === '[') names.push(undefined);
    else if (found === '}' || found === ']') names.pop();
    else if (colon !== undefined) yield* nameFaults(found.slice(0, -colon.length), names.at(-1));
    if (names.length > DEEPEST || values > MOST_VALUES) {
      yield names.length > DEEPEST ? TOO_DEEP : TOO_MANY;
      return;
    }
  }
}

const TOO_DEEP: Fault = {
  path: 'body',
  code: 'too-deep',
  text: {
    nl: `De inhoud is meer dan ${DEEPEST} niveaus diep.`,
    en: `The body is more than ${DEEPEST} levels deep.`,
  },
};
const TOO_MANY: Fault = {
  path: 'body',
  code: 'too-many-values',
  text: {
    nl: `De inhoud heeft meer dan ${MOST_VALUES} waarden. Stuur het in delen.`,
    en: `The body has more than ${MOST_VALUES} values. Send it in parts.`,
  },
};

function* nameFaults(quoted: string, names: Set<string> | undefined): Generator<Fault> {
  const name = JSON.parse(quoted) as string;
  const path = `body…${name.slice(0, 80)}`;
  if (name === '__proto__') {
    yield { path, code: 'unknown-field', text: { nl: 'Dit veld mag niet.', en: 'Not allowed.' } };
  } else if (names?.has(name)) {
    const text = {
      nl: 'Dit veld staat er twee keer in. Geef het één keer.',
      en: 'This field is given twice. Give it once.',
    };
    yield { path, code: 'duplicate-field', text };
  }
  names?.add(name);
}

/** Texts in `value` that cannot be stored. `value` is not deeper than JSON is allowed to be. */
export function* textFaults(value: unknown, path: string): Generator<Fault> {
  if (typeof value === 'string') {
    if (UNSTORABLE.test(value)) {
      const text = {
        nl: 'In deze tekst zit een teken dat we niet kunnen bewaren.',
        en: 'This text has a character that cannot be stored.',
      };
      yield { path, code: 'invalid-text', text };
    }
  } else if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) yield* textFaults(one, `${path}[${index}]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      yield* textFaults(name, `${path}.${name.slice(0, 80)}`);
      yield* textFaults(one, `${path}.${name.slice(0, 80)}`);
    }
  }
}
