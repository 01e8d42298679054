import { TestWorkflowEnvironment } from '@temporalio/testing';
import { placeOf } from '../../src/main/embedded/places.ts';
import { eventually } from './eventually.ts';

/**
 * A Temporal server whose clock jumps over waiting, for workflows that last months. Use one per test file, end it
 * with `teardown()`, and start every test from its own `currentTimeMs()`: after a result the clock may be years ahead.
 */
export async function timeSkipping(): Promise<TestWorkflowEnvironment> {
  const executable = { type: 'existing-path', path: placeOf('testServer') } as const;
  // The SDK gives up after five seconds, in which a busy machine has not started Java.
  return eventually(() => TestWorkflowEnvironment.createTimeSkipping({ server: { executable } }));
}
