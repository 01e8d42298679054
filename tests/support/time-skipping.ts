import { TestWorkflowEnvironment } from '@temporalio/testing';
import { placeOf } from '../../src/main/embedded/places.ts';

/**
 * A Temporal server whose clock jumps over waiting, for workflows that last months. Use one per test file, end it
 * with `teardown()`, and start every test from its own `currentTimeMs()`: after a result the clock may be years ahead.
 */
export async function timeSkipping(): Promise<TestWorkflowEnvironment> {
  return TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: placeOf('testServer') } },
  });
}
