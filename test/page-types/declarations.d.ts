/** Types that are made for each project, or that come with a framework far larger than the one function that pages use. */

declare module "@prisma/client" {
  type Row = Readonly<Record<string, string>>;
  interface Table {
    findMany(query?: object): Promise<Row[]>;
    findUnique(query: object): Promise<Row | null>;
    findUniqueOrThrow(query: object): Promise<Row>;
  }
  export class PrismaClient {
    readonly order: Table;
    readonly ticket: Table;
    readonly user: Table;
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
