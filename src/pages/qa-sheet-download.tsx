import { getQaSheet } from '../api/qa-sheet.ts';
import { CSV, XLSX } from '../api/spreadsheet.ts';
import { notFound } from '../http/problem.ts';
import { idIn } from './on-mailing.ts';
import { definePage } from './page.ts';

/** The Q&A sheet as a spreadsheet; `?soort=csv` for CSV. */
export const qaSheetDownloadPage = definePage({
  path: '/mailings/:mailingId/vragenlijst/bestand',
  operation: 'qa-sheet.read',
  get: async (call) => {
    const accept = call.query.get('soort') === 'csv' ? CSV : XLSX;
    const { file } = await call.ask(getQaSheet, { params: { mailingId: idIn(call) }, accept });
    if (!file) throw notFound();
    return { file };
  },
});
