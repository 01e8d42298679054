import { type MailTool, splitUsername } from '../domain/smtp-intake.ts';
import type { SmtpRefusal } from '../domain/smtp-reply.ts';
import type { MailCredential } from '../store/mail-credential.ts';
import { createLoginCache } from './password.ts';

/** A mail tool that has logged in, and the mailing that its user name named. */
export interface LoggedIn {
  readonly tool: MailTool;
  readonly mailingId?: string;
}

const MOST_FAILURES = 10;
const FAILURES_FORGOTTEN_MS = 60_000;
/** A hash of nothing anybody knows, so that an unknown name takes as long to refuse as a known one. */
const NOBODY = `scrypt$32768$8$1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Checks user names and passwords of mail tools; guessing one name is slowed down for everybody who tries it. */
export function createLogin(find: (username: string) => Promise<MailCredential | undefined>) {
  const cache = createLoginCache();
  const failures = new Map<string, { count: number; until: number }>();
  return async (given: string, password: string): Promise<LoggedIn | SmtpRefusal> => {
    const nowMs = Date.now();
    const { username, mailingId } = splitUsername(given);
    const failed = failures.get(username);
    if (failed && failed.until > nowMs && failed.count >= MOST_FAILURES) return 'login-too-often';
    let credential: MailCredential | undefined;
    try {
      credential = await find(username);
    } catch {
      return 'login-unavailable';
    }
    const right = await cache.isPassword(password, credential?.passwordHash ?? NOBODY, nowMs);
    if (!credential || !right) {
      if (failures.size > 10_000) failures.clear();
      const count = failed && failed.until > nowMs ? failed.count + 1 : 1;
      failures.set(username, { count, until: nowMs + FAILURES_FORGOTTEN_MS });
      return 'login-wrong';
    }
    failures.delete(username);
    const { username: _, passwordHash: __, ...tool } = credential;
    return mailingId === undefined ? { tool } : { tool, mailingId };
  };
}
