/** Types that are made for each project, or that come with a framework far larger than the one function that pages use. */

declare module "@prisma/client" {
  export class PrismaClient {
    $queryRawUnsafe(query: string, ...values: unknown[]): Promise<unknown>;
    $executeRawUnsafe(query: string, ...values: unknown[]): Promise<number>;
  }
}

declare module "next/server" {
  export function after(task: Promise<unknown> | (() => unknown)): void;
}

declare module "next/cache" {
  export function unstable_cache<Parameters extends unknown[], Result>(
    compute: (...parameters: Parameters) => Promise<Result>,
  ): (...parameters: Parameters) => Promise<Result>;
}

declare module "@traceloop/node-server-sdk" {
  export function initialize(): void;
}

interface ImportMeta {
  readonly env: Readonly<Record<string, string | undefined>>;
}
