export { freePort } from '../../src/main/embedded/ports.ts';
