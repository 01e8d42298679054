import { get } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';

/** One piece of news as it came. */
export interface Heard {
  readonly event: string;
  readonly data: unknown;
  /** performance.now() of its arrival. */
  readonly at: number;
}

export interface Listener {
  readonly heard: Heard[];
  readonly close: () => void;
}

/** Listens to a stream of server-sent events as a browser does. @throws Error when it is not let in */
export async function listenTo(url: string, headers: Record<string, string>): Promise<Listener> {
  const request = get(url, { headers, agent: false });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`);
  const heard: Heard[] = [];
  let rest = '';
  answer.setEncoding('utf8');
  answer.on('data', (chunk: string) => {
    rest += chunk;
    const pieces = rest.split('\n\n');
    rest = pieces.pop() ?? '';
    for (const piece of pieces) {
      const event = /^event: (.*)$/m.exec(piece)?.[1];
      const data = /^data: (.*)$/m.exec(piece)?.[1];
      if (event && data) heard.push({ event, data: JSON.parse(data), at: performance.now() });
    }
  });
  answer.on('error', () => {});
  return { heard, close: () => request.destroy() };
}
