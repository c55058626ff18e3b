import pg from 'pg'

let version: ReturnType<typeof administer> | undefined

/** Makes a database, empty or as a copy of a template, and returns its address. Nobody may be connected to the template. `locale` is said in SQL. */
export async function copyDatabase(admin: string, name: string, template = 'template0', locale = '') {
  // Copying the files is twice as fast as writing them to the log, where the server knows the choice (15 and later).
  version ??= administer('copies', admin, "select current_setting('server_version_num')::int as version")
  const strategy = Number((await version)[0]?.version) >= 150_000 ? 'strategy file_copy' : ''
  await administer('copies', admin, `create database ${quoted(name)} template ${quoted(template)} ${strategy} ${locale}`)
  const url = new URL(admin)
  url.pathname = `/${name}`
  return url.href
}

/** Dropping waits some 100 ms for connections that are being closed, so it has a connection that no copy waits for. */
export async function dropDatabase(admin: string, name: string) {
  await administer('drops', admin, `drop database if exists ${quoted(name)} with (force)`)
}

/** Drops what interrupted tests left behind. */
export async function dropLeftovers(admin: string, prefix: string) {
  const pattern = `${prefix.replaceAll('_', '\\_')}%`
  const rows = await administer('drops', admin, 'select datname as name from pg_database where datname like $1', [pattern])
  for (const { name } of rows) await dropDatabase(admin, String(name))
}

/** The types of pg do not know ref and unref yet. */
type Client = pg.Client & { ref(): void; unref(): void }
type Administrator = { client: Client; last: Promise<unknown>; busy: number }
const administrators = new Map<string, Administrator>()

/** One connection per process and purpose is kept: opening one costs as much as copying a small database. */
async function administer(purpose: 'copies' | 'drops', url: string, statement: string, values: unknown[] = []) {
  const key = `${purpose} ${url}`
  const administrator = administrators.get(key) ?? connect(url, key)
  const { client, last } = administrator
  // The process may end while the connection is open, but not while it is working.
  if (administrator.busy++ === 0) client.ref()
  const answer = last.then(() => client.query<Record<string, unknown>>(statement, values))
  administrator.last = answer.catch(() => undefined)
  try {
    return (await answer).rows
  } finally {
    if (--administrator.busy === 0) client.unref()
  }
}

function connect(url: string, key: string): Administrator {
  const client = new pg.Client({ connectionString: url }) as Client
  client.on('error', () => administrators.delete(key))
  const administrator = { client, last: client.connect(), busy: 0 }
  administrators.set(key, administrator)
  return administrator
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
