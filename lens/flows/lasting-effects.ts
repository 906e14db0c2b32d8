import type { LastingEffect } from "../facts.ts";

/** How a call that cannot be taken back reads: the text of what is called, or the name of a command. */
interface EffectPattern {
  readonly effect: LastingEffect["effect"];
  readonly callee: RegExp;
  /** Where the service is given a key by which it knows a repeated request: an argument, and a property of it. */
  readonly key?: { readonly argument: number; readonly name: string };
}

/** Calls by their whole callee; each says both what is used and what is done with it, so that a name alone proves nothing. */
export const effectPatterns: readonly EffectPattern[] = [
  {
    effect: "deletes",
    callee: /\b(fs|fsp|fsPromises|fse)(\.promises)?\.(unlink|unlinkSync|rm|rmSync|rmdir|rmdirSync)$/,
  },
  { effect: "deletes", callee: /\b(prisma|tx|prismaClient)\.\w+\.(delete|deleteMany)$/i },
  { effect: "deletes", callee: /\b(db|database|tx|knex|drizzle)\.(delete|truncate|dropTable|dropDatabase)$/ },
  {
    effect: "deletes",
    callee: /\.(deleteOne|deleteMany|findByIdAndDelete|findOneAndDelete|dropDatabase|dropCollection)$/,
  },
  { effect: "deletes", callee: /\bsupabase\b[^;]*\.delete$/ },
  { effect: "deletes", callee: /\bstripe\.customers\.del$/ },
  {
    effect: "pays",
    callee: /\bstripe\.(refunds|transfers|payouts|charges|paymentIntents)\.create$/,
    key: { argument: 1, name: "idempotencyKey" },
  },
  { effect: "pays", callee: /\bstripe\.(refunds|transfers|payouts|charges|paymentIntents)\.(confirm|capture)$/ },
  { effect: "sends", callee: /\bresend\.emails\.send$|\b(sgMail|sendgrid|postmark)\.(send|sendEmail)$|\.sendMail$/ },
  { effect: "sends", callee: /\btwilio\w*\.messages\.create$/ },
];

/** Commands of the AWS SDK, by their class. */
export const commandPatterns: readonly EffectPattern[] = [
  { effect: "deletes", callee: /^(Delete|Terminate|Purge)\w*Command$/ },
  { effect: "sends", callee: /^Send(Email|RawEmail|TemplatedEmail|BulkEmail)Command$/ },
];

/** Statements of SQL that take rows or tables away. */
export const destructiveSql = /^\s*(DELETE\s+FROM|DROP\s+(TABLE|DATABASE|SCHEMA)|TRUNCATE\s)/i;

/** Functions that are given SQL. */
export const runsSql = /(^|\.)(query|execute|exec|run|raw|unsafe|\$executeRaw|\$executeRawUnsafe|sql)$/;
