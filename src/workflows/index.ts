export { invitationJourney } from './invitation.ts';
export { mailingJourney } from './mailing.ts';
export { waveJourney } from './wave.ts';
