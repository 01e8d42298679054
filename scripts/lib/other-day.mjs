import fs from 'node:fs';
import path from 'node:path';
import { Problem } from './say.mjs';

const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/;

/**
 * Environment in which programs take `moment` (UTC; noon when it names no time) for the present, and time goes on from
 * there. The clock that measures how long something takes stays as it is: servers wait with it.
 * @throws Problem when it is no moment, or when libfaketime is not on this machine
 */
export function environmentOn(moment, now = Date.now(), library = fakeTime()) {
  const at = MOMENT.test(moment)
    ? Date.parse(moment.includes('T') ? `${moment}Z` : `${moment}T12:00Z`)
    : Number.NaN;
  if (Number.isNaN(at)) {
    throw new Problem('--on wants a day or a moment in UTC, for example --on 2027-12-24T23:30.');
  }
  if (!library) {
    throw new Problem('--on needs libfaketime, on Linux (Debian: apt-get install libfaketime).');
  }
  return {
    LD_PRELOAD: library,
    FAKETIME: `${Math.round((at - now) / 1000)}s`.replace(/^(?=\d)/, '+'),
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
}

/** Where libfaketime for programs with threads is, or undefined. */
function fakeTime() {
  const folders = ['/usr/lib', '/usr/lib64', '/usr/local/lib'].filter((one) => fs.existsSync(one));
  return folders
    .flatMap((one) => [one, ...fs.readdirSync(one).map((name) => path.join(one, name))])
    .map((one) => path.join(one, 'faketime/libfaketimeMT.so.1'))
    .find((one) => fs.existsSync(one));
}
