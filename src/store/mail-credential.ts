import type { Pool } from 'pg';
import type { MailTool } from '../domain/smtp-intake.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';

/** What a mail tool logs in with. */
export interface MailCredential extends MailTool {
  readonly username: string;
  readonly passwordHash: string;
}

/** A login as it may be shown. */
export interface KnownMailCredential extends Pick<
  MailTool,
  'departmentId' | 'fromDomains' | 'mode'
> {
  readonly singleLimit: number;
  readonly username: string;
  readonly active: boolean;
}

/** Logins of mail tools. */
export function mailCredentialStore(pool: Pool, db: Db) {
  return {
    /** The login named `username`; undefined when there is none or it was switched off. */
    async find(username: string): Promise<MailCredential | undefined> {
      const { rows } = await pool.query<MailCredential>(
        `select id as "credentialId", username, password_hash as "passwordHash", department_id as "departmentId",
           from_domains as "fromDomains", mode, single_limit as "singleLimit"
         from mail_credentials where username = $1 and active`,
        [username],
      );
      return rows[0];
    },

    /** All logins by name, without their passwords. */
    async list(): Promise<KnownMailCredential[]> {
      const { rows } = await pool.query<KnownMailCredential>(
        `select username, department_id as "departmentId", from_domains as "fromDomains", mode,
           single_limit as "singleLimit", active
         from mail_credentials order by username`,
      );
      return rows;
    },

    /**
     * Makes a login, or replaces that of the same name: the id of the first stays. Domains are kept in lower case.
     * `provenance` is for its line in the audit chain; left out where a gate is set up by no person.
     */
    save: (credential: MailCredential, provenance?: Provenance): Promise<void> =>
      db.transaction(async (q) => {
        const { credentialId, username, passwordHash, departmentId, mode } = credential;
        const { singleLimit = 0 } = credential;
        const fromDomains = credential.fromDomains.map((domain) => domain.toLowerCase());
        await q.$executeRaw`
          insert into mail_credentials (id, username, password_hash, department_id, from_domains, mode, single_limit)
          values (${credentialId}::uuid, ${username}, ${passwordHash}, ${departmentId}::uuid, ${fromDomains}::text[], ${mode}, ${singleLimit})
          on conflict (username) do update set password_hash = excluded.password_hash,
            department_id = excluded.department_id, from_domains = excluded.from_domains, mode = excluded.mode,
            single_limit = excluded.single_limit, active = true`;
        if (!provenance) return;
        const detail = { mode, singleLimit };
        const about = { objectType: 'mail-credential', objectId: username };
        await appendAudit(q, provenance, [{ action: 'mail-credential-saved', ...about, detail }]);
      }),

    /** Switches the login off; what it handed in stays. One that is off already leaves no trace. */
    disable: (username: string, provenance?: Provenance): Promise<void> =>
      db.transaction(async (q) => {
        const count = await q.$executeRaw`
          update mail_credentials set active = false where username = ${username} and active`;
        if (count === 0 || !provenance) return;
        const about = { objectType: 'mail-credential', objectId: username };
        await appendAudit(q, provenance, [{ action: 'mail-credential-disabled', ...about }]);
      }),
  };
}
