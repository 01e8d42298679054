// Written in the oldest syntax that can be, because it must be read by a Node that is too old for the rest.

/** True when this Node version (`20.19.0`) can run Sluis: 20.19 and later in 20, or 22.12 and later. */
export function isSupportedNode(version) {
  var parts = version.split('.').map(Number);
  var major = parts[0];
  var minor = parts[1];
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major > 22;
}

/** Ends the process with a sentence when this Node is too old. */
export function checkNode() {
  if (isSupportedNode(process.versions.node)) return;
  process.stderr.write(
    '\nSluis cannot go on: it needs Node 20.19 or later (or 22.12 or later), and this is Node ' +
      process.versions.node +
      '. Install a newer Node and run the same command again.\n',
  );
  process.exit(1);
}
