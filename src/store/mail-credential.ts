import type { Pool } from 'pg';
import type { MailTool } from '../domain/smtp-intake.ts';

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
  readonly username: string;
  readonly active: boolean;
}

/** Logins of mail tools. */
export function mailCredentialStore(pool: Pool) {
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
        `select username, department_id as "departmentId", from_domains as "fromDomains", mode, active
         from mail_credentials order by username`,
      );
      return rows;
    },

    /** Makes a login, or replaces that of the same name: the id of the first stays. Domains are kept in lower case. */
    async save(credential: MailCredential): Promise<void> {
      const { credentialId, username, passwordHash, departmentId, fromDomains, mode } = credential;
      const { singleLimit = 0 } = credential;
      await pool.query(
        `insert into mail_credentials (id, username, password_hash, department_id, from_domains, mode, single_limit)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (username) do update set password_hash = excluded.password_hash,
           department_id = excluded.department_id, from_domains = excluded.from_domains, mode = excluded.mode,
           single_limit = excluded.single_limit, active = true`,
        [
          credentialId,
          username,
          passwordHash,
          departmentId,
          fromDomains.map((domain) => domain.toLowerCase()),
          mode,
          singleLimit,
        ],
      );
    },

    /** Switches the login off; what it handed in stays. */
    async disable(username: string): Promise<void> {
      await pool.query('update mail_credentials set active = false where username = $1', [
        username,
      ]);
    },
  };
}
