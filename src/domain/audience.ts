/** The ways a mailing reaches people. */
export const CHANNELS = ['letter', 'email', 'portal'] as const;
export type Channel = (typeof CHANNELS)[number];

/** How many addressees get the mailing over each channel; whole numbers, never negative. */
export type Audience = { readonly [channel in Channel]: number };

/** The audience of nobody. */
export const NO_AUDIENCE: Audience = { letter: 0, email: 0, portal: 0 };

/** All addressees of `audience` over all channels together. */
export function audienceSize(audience: Audience): number {
  return CHANNELS.reduce((sum, channel) => sum + audience[channel], 0);
}

/** The audiences added up per channel. */
export function addAudiences(audiences: readonly Audience[]): Audience {
  return audiences.reduce(
    (sum, one) => ({
      letter: sum.letter + one.letter,
      email: sum.email + one.email,
      portal: sum.portal + one.portal,
    }),
    NO_AUDIENCE,
  );
}

/** Whether both audiences have the same number of addressees on every channel. */
export function sameAudience(left: Audience, right: Audience): boolean {
  return CHANNELS.every((channel) => left[channel] === right[channel]);
}

/** The channels over which `audience` has anybody. */
export function channelsOf(audience: Audience): Channel[] {
  return CHANNELS.filter((channel) => audience[channel] > 0);
}
