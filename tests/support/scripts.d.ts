// Types of the plain JavaScript in scripts/lib, as far as tests use it; it runs before TypeScript is installed.

declare module '*/lib/count.mjs' {
  export interface Count {
    passed: number;
    failed: number;
    skipped: number;
  }
  export function countOf(report: Record<string, number> | undefined, code: number): Count;
  export function closingLine(count: Count): string;
  export function exitCode(count: Count): number;
}
declare module '*/lib/fingerprint.mjs' {
  export function filesUnder(path: string): string[];
  export function fingerprint(base: string, files: string[], ...extra: string[]): string;
}
declare module '*/lib/lock.mjs' {
  export function withLock<T>(file: string, what: string, body: () => Promise<T>): Promise<T>;
}
declare module '*/lib/node-version.mjs' {
  export function isSupportedNode(version: string): boolean;
}
declare module '*/lib/readme-pictures.mjs' {
  export const README_PICTURES: Readonly<Record<string, string>>;
}
declare module '*/lib/official.mjs' {
  export function reason(output: string): string;
}
declare module '*/lib/other-day.mjs' {
  export function environmentOn(
    moment: string,
    now: number,
    library: string | null,
  ): Readonly<Record<string, string>>;
}
declare module '*/lib/packages.mjs' {
  interface Packages {
    packages: Record<string, { version?: string; optional?: boolean }>;
  }
  export function matches(
    wanted: Packages,
    found: Packages,
    isOnDisk: (path: string) => boolean,
  ): boolean;
  export function quietEnvironment(env: Record<string, string>): Record<string, string>;
}
declare module '*/lib/places.mjs' {
  export function cacheFolder(env: Record<string, string>, home: string): string;
}
declare module '*/lib/second-try.mjs' {
  interface Count {
    passed: number;
    failed: number;
    skipped: number;
  }
  export interface Report {
    testResults: {
      name: string;
      status: string;
      assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
    }[];
  }
  export function worthASecondTry(report: Report | undefined): string[];
  export function withSecondTry(first: Report, files: string[], second: Count): Count;
  export function secondTryText(root: string, files: string[]): string;
}
declare module '*/lib/suites.mjs' {
  export function mayTryAgain(suite: string, step: string): boolean;
}
declare module '*/lib/temporal.mjs' {
  export function isNewEnough(answer: string): boolean;
}
