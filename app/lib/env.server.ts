import { z } from 'zod'

import { imapSettings } from './imap-settings.server.ts'
import { smtpSettings, type SmtpSettings } from './mail-settings.server.ts'

export { mailFrom, NOBODY, smtpSettings } from './mail-settings.server.ts'

const KNOWN = [
  'HILVAN_DATA', 'HILVAN_INTRANET', 'HILVAN_LETTERHEAD', 'HILVAN_LOG', 'HILVAN_PROXY', 'HILVAN_ENGINE', 'HILVAN_TEST_PG_URL',
  'HILVAN_SMTP_URL', 'HILVAN_SMTP_PLAIN', 'HILVAN_MAIL_FROM', 'HILVAN_MAIL_REPLY_TO', 'HILVAN_WORKER', 'HILVAN_IMAP_URL', 'HILVAN_IMAP_AUTHSERV',
]

const schema = z.object({
  NODE_ENV: z.literal('production', { error: 'NODE_ENV must be production to serve (npm start sets it)' }),
  PORT: z.coerce.number({ error: 'PORT must be a number' }).int().min(1).max(65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  BASE_URL: z.url({ error: 'BASE_URL must be an address such as https://hilvan.example.cl' }).optional(),
  HILVAN_DATA: z.string().default('data'),
  HILVAN_INTRANET: z.enum(['0', '1'], { error: 'HILVAN_INTRANET must be 0 or 1' }).default('0'),
  HILVAN_PROXY: z.enum(['0', '1'], { error: 'HILVAN_PROXY must be 0 or 1' }).default('0'),
  HILVAN_WORKER: z.enum(['0', '1'], { error: 'HILVAN_WORKER must be 0 or 1' }).default('1'),
  HILVAN_LOG: z.enum(['info', 'silent'], { error: 'HILVAN_LOG must be info or silent' }).default('info'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, { error: 'DATABASE_URL must start with postgres://; leave it out for SQLite' })
    .optional(),
})

type Environment = Record<string, string | undefined>

export type Settings = {
  port: number
  host: string
  base: URL
  data: string
  log: 'info' | 'silent'
  /** Whether a reverse proxy of ours stands before, and says who is calling. */
  behind_proxy: boolean
  database_url: string | undefined
  /** Where mail leaves through; undefined when it waits. */
  smtp: SmtpSettings | undefined
  /** Whether the server sends mail and does the periodic work itself. */
  worker: boolean
}

/** A sentence for the operator; the server prints it and stops. */
export class Misconfigured extends Error {
  override name = 'Misconfigured'
}

/** Reads and checks the environment once, at boot. Throws Misconfigured with one clear sentence. */
export function readSettings(environment: Environment = process.env): Settings {
  const strange = Object.keys(environment).find((key) => key.startsWith('HILVAN_') && !KNOWN.includes(key))
  if (strange) throw new Misconfigured(`Unknown setting ${strange}; the known ones are in .env.example.`)

  const parsed = schema.safeParse(environment)
  if (!parsed.success) throw new Misconfigured(`${parsed.error.issues[0]?.message ?? 'The settings are wrong'}.`)

  const { PORT, HOST, BASE_URL, HILVAN_DATA, HILVAN_INTRANET, HILVAN_LOG, HILVAN_PROXY, HILVAN_WORKER, DATABASE_URL } = parsed.data
  const base = new URL(BASE_URL ?? `http://localhost:${PORT}`)
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(base.hostname)
  if (base.protocol !== 'https:' && !loopback && HILVAN_INTRANET !== '1') {
    throw new Misconfigured('BASE_URL must be https, or loopback, or HILVAN_INTRANET=1 must say that this is an intranet.')
  }
  // Who reads the mailbox asks again; here it only has to be right.
  orMisconfigured(() => imapSettings(environment))
  if (base.pathname !== '/' || base.search || base.hash) throw new Misconfigured('BASE_URL must have no path.')
  return {
    port: PORT,
    host: HOST,
    base,
    data: HILVAN_DATA,
    log: HILVAN_LOG,
    behind_proxy: HILVAN_PROXY === '1',
    database_url: DATABASE_URL,
    smtp: orMisconfigured(() => smtpSettings(environment)),
    worker: HILVAN_WORKER === '1',
  }
}

function orMisconfigured<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new Misconfigured(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** The public address of the site (no final slash): links that leave the house are built on it. */
export function baseUrl(environment: Environment = process.env): string {
  return new URL(environment.BASE_URL ?? `http://localhost:${environment.PORT ?? 3000}`).origin
}

/** Whose paper minutes are printed on. */
export const letterhead = (environment: Environment = process.env): string =>
  environment.HILVAN_LETTERHEAD || 'Red de Municipios por la Vivienda y la Ciudad'
