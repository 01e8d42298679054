/** The ways in which people contact the KCC; not to be confused with the channels of a mailing. */
export const CONTACT_CHANNELS = ['phone', 'counter', 'email', 'callback'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

/** Share of the contacts per contact channel; adds up to 1. */
export type ContactChannelShares = { readonly [channel in ContactChannel]: number };

/** Default division of contacts about a mailing: an assumption, to be replaced by own counts. */
export const DEFAULT_CONTACT_CHANNEL_SHARES: ContactChannelShares = {
  phone: 0.82,
  counter: 0.04,
  email: 0.1,
  callback: 0.04,
};
