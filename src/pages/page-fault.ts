import type { Text } from '../domain/text.ts';

/** Why a page cannot be shown or a form not taken, for its reader. */
export class PageFault extends Error {
  override readonly name = 'PageFault';
  readonly status: 400 | 403 | 404 | 405 | 410 | 413;
  readonly text: Text;

  constructor(status: PageFault['status'], text: Text) {
    super(text.en);
    this.status = status;
    this.text = text;
  }
}
