// Started as a program of its own, so that set-up can end it when the download does not move:
//   node sdk-download.mjs <dev-server|time-skipping> <version> <folder>
// It lets Temporal's SDK fetch the official binary for this machine, runs it once, and stops it.
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [kind, version, downloadDir] = process.argv.slice(2);
const server = { executable: { type: 'cached-download', version, downloadDir } };
const environment =
  kind === 'dev-server'
    ? await TestWorkflowEnvironment.createLocal({ server })
    : await TestWorkflowEnvironment.createTimeSkipping({ server });
await environment.teardown();
