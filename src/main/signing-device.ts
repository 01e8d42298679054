import { createPrivateKey, sign } from 'node:crypto';
import type { JWK } from 'jose';
import { PERMIT_ALGORITHM, PERMIT_TYPE } from '../domain/permit.ts';

/**
 * A key that signs and is never seen: the port behind which an HSM or smart card (PKCS#11) or a key service (KMS) can
 * stand. Sluis ships the one below, which holds its key in memory; an adapter for a device implements these two.
 */
export interface SigningDevice {
  /** Names the key in the public key set. */
  readonly kid: string;
  /** The Ed25519 signature (RFC 8032) of `bytes`, 64 bytes. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** A key in memory, as it came from a file or an environment variable. */
export function softwareDevice(kid: string, privateJwk: JWK): SigningDevice {
  const key = createPrivateKey({ key: { ...privateJwk }, format: 'jwk' });
  return { kid, sign: async (bytes) => sign(null, bytes, key) };
}

/** `claims` as a compact JWS (RFC 7515) of the one type and algorithm that a permit has. */
export async function signPermit(
  claims: { readonly [name: string]: unknown },
  device: SigningDevice,
): Promise<string> {
  const header = { alg: PERMIT_ALGORITHM, typ: PERMIT_TYPE, kid: device.kid };
  const text = [header, claims].map((part) => base64url(JSON.stringify(part))).join('.');
  return `${text}.${base64url(await device.sign(Buffer.from(text)))}`;
}

const base64url = (data: string | Uint8Array) => Buffer.from(data).toString('base64url');
