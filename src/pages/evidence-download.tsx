import { getEvidence } from '../api/evidence.ts';
import { idIn } from './on-mailing.ts';
import { definePage } from './page.ts';

/** The evidence bundle as a file, to be checked elsewhere and kept. */
export const evidenceDownloadPage = definePage({
  path: '/mailings/:mailingId/bewijs/bewijsmap',
  operation: 'evidence.read',
  get: async (call) => {
    const mailingId = idIn(call);
    const { body } = await call.ask(getEvidence, { params: { mailingId } });
    return {
      file: {
        mediaType: 'application/json',
        name: `bewijsmap-${mailingId}.json`,
        bytes: Buffer.from(JSON.stringify(body, undefined, 2)),
      },
    };
  },
});
