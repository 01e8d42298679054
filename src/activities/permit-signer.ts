/** Signs claims as a compact JWS; the private key stays behind it. */
export interface PermitSigner {
  sign(claims: { readonly [name: string]: unknown }): Promise<string>;
}
