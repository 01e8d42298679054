import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { aMailing, DOMAIN, message, PASSWORD, type TestGate, testGate } from '../support/gate.ts';
import { rawSmtp } from '../support/raw-smtp.ts';

/** A certificate for this test alone, made by openssl; without it these tests cannot run. */
function certificate(name: string) {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-cert-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
  ];
  execFileSync('openssl', [...made, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const pem = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  return pem;
}

let gate: TestGate;
let gateway: Awaited<ReturnType<TestGate['start']>>;
let mailing: string;
beforeAll(async () => {
  gate = await testGate();
  mailing = await aMailing(gate, 'held');
  gateway = await gate.start({
    smtp: { host: '0.0.0.0', port: 0, tls: certificate('eerste.example') },
  });
});
afterAll(() => gate.end());

/** Begins TLS on a connection that was answered 220 to STARTTLS, and shows the server's certificate. */
function upgraded(port: number, options: object = {}): Promise<DetailedPeerCertificate> {
  return new Promise((resolve, reject) => {
    const plain = createConnection({ port, host: '127.0.0.1' });
    let step = 0;
    plain.on('error', reject);
    plain.on('data', () => {
      step += 1;
      if (step === 1) plain.write('EHLO test.example\r\n');
      if (step === 2) plain.write('STARTTLS\r\n');
      if (step === 3) {
        plain.removeAllListeners('data');
        const secure: TLSSocket = connect(
          { socket: plain, rejectUnauthorized: false, ...options },
          () => {
            resolve(secure.getPeerCertificate(true));
            secure.destroy();
          },
        );
        secure.on('error', reject);
      }
    });
  });
}

const handInOverTls = async (secure: boolean, port: number) => {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    secure,
    requireTLS: !secure,
    tls: { rejectUnauthorized: false },
    auth: { user: 'belastingen', pass: PASSWORD },
  });
  try {
    const to = 'inwoner@voorbeeld.example';
    const from = `belastingen@${DOMAIN}`;
    return (await transport.sendMail({ envelope: { from, to }, raw: message({ to, mailing }) }))
      .response;
  } finally {
    transport.close();
  }
};

describe('a gateway that can be reached from elsewhere', () => {
  it('does not start without a certificate, and says why', async () => {
    await expect(gate.start({ smtp: { host: '0.0.0.0', port: 0 } })).rejects.toThrow(
      'passwords would travel unprotected',
    );
  });

  it('takes mail over STARTTLS', async () => {
    expect(await handInOverTls(false, gateway.port)).toContain('Bewaard als');
  });

  it('takes mail over TLS from the first byte', async () => {
    const implicit = await gate.start({
      smtp: { host: '0.0.0.0', port: 0, tls: certificate('impliciet.example'), implicitTls: true },
    });
    expect(await handInOverTls(true, implicit.port)).toContain('Bewaard als');
  });

  it('neither offers nor takes a login before TLS', async () => {
    const client = await rawSmtp(gateway.port);
    const greeting = await client.say('EHLO test.example\r\n');
    expect(greeting).toContain('STARTTLS');
    expect(greeting).not.toContain('AUTH');
    const token = Buffer.from(`\0belastingen\0${PASSWORD}`).toString('base64');
    expect(await client.say(`AUTH PLAIN ${token}\r\n`)).toMatch(/^5\d\d 5\./);
    expect(await client.say(`MAIL FROM:<a@${DOMAIN}>\r\n`)).toMatch(/^530 5\.7\.0/);
    client.close();
  });

  it('obeys nothing that was sent in the open behind STARTTLS', async () => {
    const client = await rawSmtp(gateway.port);
    await client.say('EHLO test.example\r\n');
    expect(await client.say('STARTTLS\r\nNOOP\r\nNOOP\r\n')).toMatch(/^220/);
    client.break('end');
    expect(await client.hear()).toBeUndefined();
  });

  it('speaks TLS 1.2 and 1.3 only', async () => {
    await expect(upgraded(gateway.port, { minVersion: 'TLSv1.3' })).resolves.toBeDefined();
    await expect(upgraded(gateway.port, { maxVersion: 'TLSv1.2' })).resolves.toBeDefined();
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
    await expect(upgraded(gateway.port, old)).rejects.toThrow(
      /version|alert|protocol|disconnected|reset/i,
    );
  });

  it('uses a renewed certificate for the next connection, without a restart', async () => {
    expect((await upgraded(gateway.port)).subject.CN).toBe('eerste.example');
    gateway.useCertificate(certificate('tweede.example'));
    expect((await upgraded(gateway.port)).subject.CN).toBe('tweede.example');
    expect(await handInOverTls(false, gateway.port)).toContain('Bewaard als');
  });
});
