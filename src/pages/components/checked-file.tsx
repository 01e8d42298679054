import { z } from 'zod';
import { CSV, XLSX } from '../../api/spreadsheet.ts';
import { says } from '../../http/input-text.ts';
import type { FormFile } from '../form-input.ts';

/** A spreadsheet as it was sent. */
export interface Sheet {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** A form that gets a spreadsheet twice: chosen, and once more from its preview, when somebody has looked at that. */
export const CHECKED_FILE = {
  file: z.custom<FormFile>().optional(),
  checked: z.base64().optional(),
  kind: z.enum([XLSX, CSV]).optional(),
};
type Given = z.output<z.ZodObject<typeof CHECKED_FILE>>;

/** For `refine`: whether there is a file, and what is said when there is none. */
export const hasFile = ({ file, checked }: Given): boolean => Boolean(file ?? checked);
export const CHOOSE_A_FILE = {
  path: ['file'],
  ...says('Kies eerst een bestand.', 'Choose a file first.'),
};

/** The spreadsheet in the form; `confirmed` when its preview was looked at. */
export function sheetIn({ file, checked, kind }: Given): Sheet & { readonly confirmed: boolean } {
  return {
    mediaType: kind ?? (file?.name.toLowerCase().endsWith('.csv') ? CSV : XLSX),
    bytes: file?.bytes ?? Buffer.from(checked ?? '', 'base64'),
    confirmed: checked !== undefined,
  };
}

/** The spreadsheet of a preview, to be sent once more. */
export function CheckedFile({ sheet }: { readonly sheet: Sheet }) {
  return (
    <>
      <input type="hidden" name="checked" value={sheet.bytes.toString('base64')} />
      <input type="hidden" name="kind" value={sheet.mediaType} />
    </>
  );
}
