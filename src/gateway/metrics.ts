import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** What the gateway counts; labels are outcomes, never addresses or ids. */
export type GatewayMetrics = ReturnType<typeof createGatewayMetrics>;

/** Registers the gateway's metrics in `registry`. */
export function createGatewayMetrics(registry: Registry) {
  const registers = [registry];
  return {
    received: new Counter({
      name: 'sluis_gateway_messages_total',
      help: 'Messages answered after DATA, by result: held, repeated, or why refused',
      labelNames: ['result'],
      registers,
    }),
    commitSeconds: new Histogram({
      name: 'sluis_gateway_commit_seconds',
      help: 'Time from the last byte of a message to its commit',
      buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5],
      registers,
    }),
    logins: new Counter({
      name: 'sluis_gateway_logins_total',
      help: 'Logins of mail tools, by result',
      labelNames: ['result'],
      registers,
    }),
    permits: new Counter({
      name: 'sluis_gateway_permits_total',
      help: 'Permits looked at, by result: taken-up, or why not',
      labelNames: ['result'],
      registers,
    }),
    deliveries: new Counter({
      name: 'sluis_gateway_deliveries_total',
      help: 'Attempts to hand a message to the peer, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    connections: new Gauge({
      name: 'sluis_gateway_peer_busy',
      help: 'Deliveries under way now',
      registers,
    }),
  };
}
