export { invitationJourney } from './invitation.ts';
export { mailingJourney } from './mailing.ts';
export { planningJourney } from './planning.ts';
export { waveJourney } from './wave.ts';
