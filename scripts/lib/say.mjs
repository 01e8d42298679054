/** A failure whose message already is the sentence for the user: what is wrong and what to do. */
export class Problem extends Error {}

/** Prints one progress line. */
export function say(text) {
  process.stdout.write(`· ${text}\n`);
}

/** A duration in words, from milliseconds: `8 s`, `2 min 5 s`. */
export function duration(ms) {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Runs a program's main function: a Problem ends as its sentence, anything else as one line that says how to see
 * more; a stack trace only when SLUIS_DEBUG is set.
 */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    const known = error instanceof Problem;
    process.stderr.write(
      known
        ? `\nSluis cannot go on: ${error.message}\n`
        : `\nSluis cannot go on: ${error?.message ?? error}\nRun it again with SLUIS_DEBUG=1 to see where this came from.\n`,
    );
    if (process.env.SLUIS_DEBUG) process.stderr.write(`${error?.stack ?? ''}\n`);
    process.exitCode = 1;
  }
}
