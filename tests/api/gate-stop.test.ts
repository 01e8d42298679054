import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { alertGateStops } from '../../src/activities/gate-stop.ts';
import { startMailbox } from '../support/mailbox.ts';
import { sluiswaardMailer } from '../mail/test-mailer.ts';
import { testApi, type TestApi } from '../support/api.ts';

let api: TestApi;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
beforeAll(async () => {
  api = await testApi();
  mailbox = await startMailbox();
});
afterAll(async () => {
  await mailbox.stop();
  await api.stop();
});

const aLead = () => api.person(['kcc-lead']);
const post = (token: string, path: string, body: object = {}) => api.ask(path, { token, body });

describe('the stop switch over HTTP', () => {
  it('is pressed by one lead and let go by two, and everybody can see it', async () => {
    const [anna, bram] = [await aLead(), await aLead()];
    const agent = await api.person(['agent']);
    const seen = async () => (await api.ask('/v1/gate-stop', { token: agent.token })).body;
    expect(await seen()).toEqual({ stopped: false });

    const pressed = await post(anna.token, '/v1/gate-stops', { reason: 'Verkeerde brief' });
    expect(pressed).toMatchObject({
      status: 201,
      body: { stopped: true, stop: { reason: 'Verkeerde brief', stoppedBy: anna.id, underWay: 0 } },
    });
    expect(await seen()).toEqual(pressed.body);
    const at = `/v1/gate-stops/${pressed.body.stop.id}`;
    expect(await post(bram.token, '/v1/gate-stops', { reason: 'Ik ook' })).toMatchObject({
      status: 409,
      body: { code: 'gate-already-stopped' },
    });
    expect(await post(bram.token, `${at}/resumptions`)).toMatchObject({
      status: 409,
      body: { code: 'no-resumption-asked' },
    });

    const asked = await post(anna.token, `${at}/resumption-requests`, { reason: 'Hersteld' });
    expect(asked.body.stop.request).toMatchObject({ askedBy: anna.id, reason: 'Hersteld' });
    const alone = await post(anna.token, `${at}/resumptions`);
    expect(alone).toMatchObject({ status: 409, body: { code: 'second-lead-must-differ' } });
    expect(alone.body.detail).toContain('Een andere KCC-leider');
    await post(bram.token, `${at}/resumption-withdrawals`);
    expect((await seen()).stop).not.toHaveProperty('request');

    await post(bram.token, `${at}/resumption-requests`, { reason: 'Nu echt hersteld' });
    expect(await post(anna.token, `${at}/resumptions`)).toMatchObject({
      status: 201,
      body: { stopped: false, stop: { resumed: { by: anna.id } } },
    });
    expect(await seen()).toEqual({ stopped: false });
    expect(await post(bram.token, `${at}/resumption-requests`, { reason: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'gate-goes-on-already' },
    });
    const list = await api.ask('/v1/gate-stops', { token: anna.token });
    expect(list.body.results).toHaveLength(1);
  });

  it.each([[{}], [{ reason: '' }], [{ reason: 'a\nb' }], [{ reason: 'x', by: 'iemand' }]])(
    'says what is wrong with %j, and stops nothing',
    async (body) => {
      const { token } = await aLead();
      expect((await post(token, '/v1/gate-stops', body)).status).toBe(400);
      expect(await api.store.gateStop.isStopped()).toBe(false);
    },
  );

  it('knows no stop with another number', async () => {
    const { token } = await aLead();
    for (const operation of ['resumptions', 'resumption-withdrawals']) {
      const answer = await post(token, `/v1/gate-stops/${randomUUID()}/${operation}`);
      expect([operation, answer.status]).toEqual([operation, 409]);
    }
  });
});

describe('the alarm', () => {
  it('reaches every lead and auditor once, and says who, when and why', async () => {
    const mailer = sluiswaardMailer(mailbox.url);
    const tell = () => alertGateStops({ store: api.store, mailer });
    await tell();
    const [anna, bram] = [await aLead(), await aLead()];
    const auditor = await api.person(['auditor']);
    const pressed = await post(anna.token, '/v1/gate-stops', { reason: 'Dubbele brieven' });
    const { id } = pressed.body.stop;
    await tell();
    await tell();
    const to = (personId: string) =>
      mailbox.mails.filter(({ recipients }) => recipients[0]?.startsWith(personId));
    for (const { id: personId } of [anna, bram, auditor]) expect(to(personId)).toHaveLength(1);
    const [mail] = to(auditor.id);
    expect(mail?.parsed.subject).toBe('ALARM: alle verzendingen staan stil');
    expect(mail?.parsed.text).toContain('Dubbele brieven');
    expect(mail?.parsed.text).toContain('/noodstop');

    await post(anna.token, `/v1/gate-stops/${id}/resumption-requests`, { reason: 'Hersteld' });
    await tell();
    await post(bram.token, `/v1/gate-stops/${id}/resumptions`);
    await tell();
    expect(to(bram.id).map(({ parsed }) => parsed.subject)).toEqual([
      'ALARM: alle verzendingen staan stil',
      'Gevraagd: weer verzenden na de noodstop',
      'De noodstop is voorbij: er gaat weer post weg',
    ]);
    mailer.close();
  });
});
