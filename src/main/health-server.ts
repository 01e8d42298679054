import express from 'express';
import type { Registry } from 'prom-client';
import { healthRouter, type HealthParts } from '../http/health.ts';
import { listen } from '../http/server.ts';
import type { Running } from './program.ts';

export interface HealthServerOptions {
  readonly host: string;
  readonly port: number;
  readonly metrics: Registry;
  readonly checks: HealthParts['checks'];
}

/** Health and metrics of a program that answers no other HTTP. */
export async function startHealthServer(options: HealthServerOptions): Promise<Running> {
  let stopping = false;
  const app = express().disable('x-powered-by');
  app.use(
    healthRouter({ metrics: options.metrics, checks: options.checks, stopping: () => stopping }),
  );
  const server = await listen(app, options.host, options.port);
  return {
    stop: async () => {
      stopping = true;
      await server.close();
    },
  };
}
