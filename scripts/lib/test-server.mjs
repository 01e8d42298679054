import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './command.mjs';
import { withLock } from './lock.mjs';
import { fetchOfficial } from './official.mjs';
import { cacheFolder, isExecutable, onPath, recordPlace } from './places.mjs';
import { Problem, say } from './say.mjs';

const VERSION = 'v1.31.0';
const ARTIFACTS = [
  ['io.temporal', 'temporal-test-server', '1.31.0'],
  ['ch.qos.logback', 'logback-classic', '1.5.6'],
];

/** Finds or makes the server on which workflow tests skip months of waiting, and records where it is. */
export async function provideTestServer(env = process.env) {
  const folder = join(cacheFolder(env), `temporal-test-server-${VERSION}`);
  const downloaded = join(folder, 'temporal-test-server');
  const script = join(folder, 'java', 'temporal-test-server.sh');
  const ready = () => [downloaded, script].find(isExecutable);
  if (!ready()) {
    await withLock(join(cacheFolder(env), 'test-server.lock'), 'Test server', async () => {
      if (!ready()) await makeTestServer(downloaded, script);
    });
  }
  recordPlace('testServer', ready());
}

async function makeTestServer(downloaded, script) {
  say('Time-skipping test server: fetching the official one');
  const failure = await fetchOfficial('time-skipping', VERSION, downloaded);
  if (failure === undefined) return say('Time-skipping test server: downloaded');
  say(`Time-skipping test server: the download did not work (${failure})`);
  const [maven, java] = [onPath('mvn'), onPath('java')];
  if (!maven || !java || process.platform === 'win32') {
    throw new Problem(
      'the workflow tests need the time-skipping test server; it could not be downloaded, and Java 17 with Maven is not here to run it from its packages. Install both (on Debian: apt-get install -y maven) and run the same command again. "npm run test:unit" and "npm start" need neither.',
    );
  }
  await fetchArtifacts(maven, script);
}

async function fetchArtifacts(maven, script) {
  say('Time-skipping test server: fetching its Java packages with Maven (34 MB, once)');
  const target = dirname(script);
  const draft = `${target}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  try {
    writeFileSync(join(draft, 'pom.xml'), pom());
    writeFileSync(join(draft, 'logback.xml'), LOGBACK);
    const args = [
      '-q',
      '-B',
      '-f',
      'pom.xml',
      'dependency:copy-dependencies',
      '-DoutputDirectory=lib',
    ];
    const result = await run(maven, args, {
      cwd: draft,
      busy: 'Time-skipping test server: still fetching',
    });
    if (result.code !== 0) {
      throw new Problem(
        `Maven could not fetch the time-skipping test server. Check that Maven reaches its repository and run the same command again. Maven said:\n${result.output.split('\n').slice(0, 6).join('\n')}`,
      );
    }
    const file = join(draft, 'temporal-test-server.sh');
    writeFileSync(file, START);
    chmodSync(file, 0o755);
    if (existsSync(target)) rmSync(target, { recursive: true });
    mkdirSync(dirname(target), { recursive: true });
    renameSync(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

// The SDK passes the port first and flags of the native build after it; the class wants the port alone.
const START = `#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
exec java -Xmx512m -XX:TieredStopAtLevel=1 -cp "$here:$here/lib/*" io.temporal.testserver.TestServer "$1"
`;

// Without this the server prints every frame.
const LOGBACK = `<configuration>
  <appender name="STDERR" class="ch.qos.logback.core.ConsoleAppender">
    <target>System.err</target>
    <encoder><pattern>%d %-5level %logger{20} %msg%n</pattern></encoder>
  </appender>
  <root level="WARN"><appender-ref ref="STDERR" /></root>
</configuration>
`;

/** A Maven project that has no code, only the packages to copy. */
export function pom() {
  const dependencies = ARTIFACTS.map(
    ([group, artifact, version]) =>
      `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
  );
  return `<project><modelVersion>4.0.0</modelVersion><groupId>sluis</groupId><artifactId>test-server</artifactId>
<version>1</version><dependencies>${dependencies.join('')}</dependencies></project>
`;
}
