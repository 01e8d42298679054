import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { aMailing, DOMAIN, message, PASSWORD, type TestGate, testGate } from '../support/gate.ts';

/** MERGE=5000 for the full size. */
const MERGE = Number(process.env['MERGE'] ?? 500);
const run = promisify(execFile);

function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

let gate: TestGate;
let port: number;
let mailing: string;
beforeAll(async () => {
  gate = await testGate();
  ({ port } = await gate.start());
  mailing = await aMailing(gate, 'held', { addressees: 10_000 });
});
afterAll(() => gate.end());

const kept = async (like: string) =>
  Number(
    (
      await gate.db.query(
        'select count(*) from deliveries where recipient like $1 and status = $2',
        [like, 'held'],
      )
    ).rows[0].count,
  );

describe('a mail merge with nodemailer', () => {
  it.each([1, 20])(
    `of ${MERGE} messages over %i connections is kept whole, each once`,
    async (maxConnections) => {
      const transport = createTransport({
        host: '127.0.0.1',
        port,
        ignoreTLS: true,
        pool: true,
        maxConnections,
        maxMessages: Infinity,
        auth: { user: `belastingen+${mailing}`, pass: PASSWORD },
      });
      const name = `merge${maxConnections}`;
      const answers = await Promise.all(
        Array.from({ length: MERGE }, async (_, n) => {
          const to = `${name}.${n}@inwoner.example`;
          const info = await transport.sendMail({
            from: `Gemeente <post@${DOMAIN}>`,
            to,
            subject: 'Uw aanslag',
            text: `Beste inwoner ${n},\n\n.regel met een punt\n\nDit is een verzonnen brief.`,
            html: `<p>Beste inwoner ${n}, dit is een verzonnen brief met een é.</p>`,
          });
          return info.response;
        }),
      );
      transport.close();
      expect(answers.every((answer) => answer.startsWith('250 2.'))).toBe(true);
      expect(new Set(answers).size).toBe(MERGE);
      expect(await kept(`${name}.%`)).toBe(MERGE);
    },
    600_000,
  );
});

describe('other senders', () => {
  const script = `
import smtplib, sys
from email.message import EmailMessage
with smtplib.SMTP('127.0.0.1', int(sys.argv[1])) as server:
    server.login('belastingen', sys.argv[2])
    for n in range(20):
        m = EmailMessage()
        m['From'] = 'Belastingen <post@${DOMAIN}>'
        m['To'] = 'python%d@inwoner.example' % n
        m['Subject'] = 'Uw aanslag nummer %d, met een é en een lange regel die wordt gevouwen omdat hij niet past' % n
        m['X-Mailing-ID'] = sys.argv[3]
        m.set_content('Beste inwoner,\\n.punt aan het begin\\nverzonnen brief met een é\\n')
        m.add_attachment(b'%PDF-1.4 verzonnen', maintype='application', subtype='pdf', filename='aanslag.pdf')
        assert server.send_message(m) == {}
    try:
        server.sendmail('iemand@elders.example', ['a@inwoner.example'], 'From: iemand@elders.example\\r\\n\\r\\nx')
        sys.exit('a foreign sender was taken')
    except smtplib.SMTPSenderRefused as refused:
        assert refused.smtp_code == 550, refused
`;
  (has('python3') ? describe : describe.skip)('Python smtplib', () => {
    it('hands in and understands a refusal', async () => {
      await run('python3', ['-c', script, String(port), PASSWORD, mailing]);
      expect(await kept('python%')).toBe(20);
    });
  });

  (has('swaks') ? describe : describe.skip)('swaks', () => {
    it('hands in', async () => {
      const options = {
        '--server': `127.0.0.1:${port}`,
        '--auth': 'LOGIN',
        '--auth-user': 'belastingen',
        '--auth-password': PASSWORD,
        '--from': `post@${DOMAIN}`,
        '--to': 'swaks@inwoner.example',
        '--header': `X-Mailing-ID: ${mailing}`,
      };
      const { stdout } = await run('swaks', Object.entries(options).flat());
      expect(stdout).toMatch(/250 2\.\d\.\d Bewaard als/);
      expect(await kept('swaks%')).toBe(1);
    });
  });

  it('a client that lost the answer and sends again has it kept once', async () => {
    const to = 'weer@inwoner.example';
    const raw = message({ to, mailing, messageId: `<${randomUUID()}@${DOMAIN}>` });
    const send = () => {
      const transport = createTransport({
        host: '127.0.0.1',
        port,
        ignoreTLS: true,
        auth: { user: 'belastingen', pass: PASSWORD },
      });
      return transport.sendMail({ envelope: { from: `post@${DOMAIN}`, to }, raw });
    };
    const [first, second] = [await send(), await send()];
    expect(second.response).toBe(first.response);
    expect(await kept('weer%')).toBe(1);
  });
});
