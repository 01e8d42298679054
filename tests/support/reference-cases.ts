import { readFileSync } from 'node:fs';

export interface ErlangCase {
  readonly id: string;
  readonly model: 'Erlang-C' | 'Erlang-A';
  readonly kind: 'required' | 'evaluate';
  readonly input: {
    readonly arrivals: number;
    readonly intervalSeconds: number;
    readonly ahtSeconds: number;
    readonly agents?: number;
    readonly targetServiceLevel?: number;
    readonly targetAnswerSeconds: number;
    readonly shrinkage?: number;
    readonly maxOccupancy?: number | null;
    readonly patienceSeconds: number | null;
    readonly maxAbandonment?: number | null;
  };
  readonly expected: { readonly [name: string]: number | boolean | null };
}

export interface GammaPoissonCase {
  readonly id: string;
  readonly prior: { readonly alpha: number; readonly beta: number };
  readonly observedContacts: number;
  readonly exposureLetters: number;
  readonly posterior: {
    readonly alpha: number;
    readonly beta: number;
    readonly mean: number;
    readonly q05: number;
    readonly q50: number;
    readonly q95: number;
  };
  readonly predictive?: {
    readonly futureExposure: number;
    readonly mean: number;
    readonly variance: number;
    readonly q05: number;
    readonly q50: number;
    readonly q90: number;
    readonly q95: number;
  };
}

/** Cases computed with 60 digits; see tests/cases. */
export const erlangCases: readonly ErlangCase[] = casesIn('erlang_cases.json') as ErlangCase[];
/** Cases computed with 40 digits; see tests/cases. */
export const gammaPoissonCases = casesIn('gamma_poisson_cases.json') as GammaPoissonCase[];

function casesIn(file: string): unknown[] {
  const text = readFileSync(new URL(`../cases/${file}`, import.meta.url), 'utf8');
  const { cases } = JSON.parse(text) as { cases: unknown[] };
  return cases;
}
