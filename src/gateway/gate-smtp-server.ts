import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { SMTPServer, type SMTPServerAddress } from 'smtp-server';
import { SMTPConnection, type SMTPConnectionOptions } from 'smtp-server/lib/smtp-connection';
import { replyText, type SmtpReply } from '../domain/smtp-reply.ts';
import { GateParser } from './gate-parser.ts';
import { createReplies, type Replies } from './replies.ts';

/** An error that smtp-server answers with `reply`. */
export class ReplyError extends Error {
  readonly responseCode: number;

  constructor(reply: SmtpReply) {
    super(replyText(reply));
    this.responseCode = reply.code;
  }
}

const ENHANCED = /^[245]\.\d{1,3}\.\d{1,3} /;

/** What a client hears again and again while it sends mail: go on. */
const GO_ON = [250, 354];

/** A connection that lets the gate choose its enhanced codes and takes no source routes. */
class GateConnection extends SMTPConnection {
  readonly #replies: Replies;

  constructor(replies: Replies, ...connection: ConstructorParameters<typeof SMTPConnection>) {
    super(...connection);
    this.#replies = replies;
  }

  override send(code: number, data?: string | string[] | null, context?: string | false): void {
    const { _socket: socket } = this;
    // Whatever else is said (a refusal, goodbye, "begin TLS") is not kept waiting.
    if (GO_ON.includes(code)) this.#replies.hold(socket);
    // The library derives an enhanced code from the reply code; the gate's own sentences carry a better one.
    const own = typeof data === 'string' && ENHANCED.test(data);
    super.send(code, this.withoutLogin(data), own ? false : context);
    if (!GO_ON.includes(code)) this.#replies.flush(socket);
  }

  /** A list of features without AUTH where a password would travel in the open: a tool that is not offered it does not send it. */
  private withoutLogin(data?: string | string[] | null): string | string[] | null | undefined {
    const open = !this.secure && !this._server.options.allowInsecureAuth;
    return open && Array.isArray(data) ? data.filter((line) => !line.startsWith('AUTH')) : data;
  }

  override _createParser(): GateParser {
    const parser = new GateParser();
    parser.oncommand = (command, callback) => this._onCommand(command, callback);
    parser.on('error', (error) => this.send(421, `Error: ${error.message}`));
    return parser;
  }

  override _parseAddressCommand(name: string, command: string | Buffer): ParsedAddress {
    const text = command.toString();
    // The library drops a source route and goes on with the address behind it.
    if (/:\s*<\s*@/.test(text)) return false;
    const parsed = super._parseAddressCommand(name, command);
    // It shows domains in Unicode, in which several spellings become one; the gate judges and keeps what was written.
    const written = /<([^<>]*)>/.exec(text)?.[1];
    return parsed && written ? { ...parsed, address: written } : parsed;
  }
}

type ParsedAddress = ReturnType<SMTPConnection['_parseAddressCommand']>;
export type { SMTPServerAddress };

/** smtp-server with the gate's own connections. */
export class GateSmtpServer extends SMTPServer {
  readonly #replies = createReplies();

  override connect(socket: Socket | TLSSocket, options?: SMTPConnectionOptions | null): void {
    const connection = new GateConnection(this.#replies, this, socket, options);
    this.connections.add(connection);
    connection.on('error', (error: Error) => this._onError(error));
    connection.on('connect', (data) => this._onClientConnect(data));
    connection.init();
  }
}
