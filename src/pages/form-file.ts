import { z } from 'zod';
import type { FormFile } from './form-input.ts';

/** A file that was chosen in a form. */
export const formFile = z.custom<FormFile>(
  (value) =>
    typeof value === 'object' && value !== null && 'bytes' in value && Buffer.isBuffer(value.bytes),
);
