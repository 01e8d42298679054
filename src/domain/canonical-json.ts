/**
 * `value` in the one form that RFC 8785 (JSON Canonicalization Scheme) gives it: no white space, fields in the order of
 * their UTF-16 code units, numbers and strings as ECMAScript writes them. Fields that are undefined are left out.
 * @throws TypeError for what JSON cannot hold: NaN, infinities, lone surrogates, functions
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      if (/\p{Surrogate}/u.test(value)) {
        throw new TypeError('Text with half a character has no canonical form');
      }
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no form in JSON`);
      return JSON.stringify(value);
    case 'boolean':
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? `[${value.map(canonicalJson).join(',')}]` : fields(value);
    default:
      throw new TypeError(`A ${typeof value} has no form in JSON`);
  }
}

function fields(value: object): string {
  const given = Object.entries(value).filter(([, field]) => field !== undefined);
  // The default order of sort is that of UTF-16 code units, as the RFC asks.
  const sorted = given.toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `{${sorted.map(([name, field]) => `${canonicalJson(name)}:${canonicalJson(field)}`).join(',')}}`;
}
