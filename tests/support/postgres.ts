import pg from 'pg'

/** Makes a database, empty or as a copy of a template, and returns its address. Nobody may be connected to the template. */
export async function copyDatabase(admin: string, name: string, template = 'template0') {
  // Copying the files is twice as fast as writing them to the log, where the server knows the choice (15 and later).
  const { server } = await administer(admin, "select current_setting('server_version_num')::int as server")
  const strategy = server && server >= 150_000 ? 'strategy file_copy' : ''
  await administer(admin, `create database ${quoted(name)} template ${quoted(template)} ${strategy}`)
  const url = new URL(admin)
  url.pathname = `/${name}`
  return url.href
}

export async function dropDatabase(admin: string, name: string) {
  await administer(admin, `drop database if exists ${quoted(name)} with (force)`)
}

type Administrator = { url: string; client: pg.Client; opened: Promise<unknown> }
let administrator: Administrator | undefined

/** One connection per process is kept: opening one costs as much as copying a small database. */
async function administer(url: string, statement: string) {
  if (administrator?.url !== url) administrator = connect(url)
  const { client, opened } = administrator
  // The process may end while the connection is open, but not while it is working.
  client.ref()
  await opened
  const { rows } = await client.query<{ server?: number }>(statement)
  client.unref()
  return rows[0] ?? {}
}

function connect(url: string): Administrator {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => (administrator = undefined))
  return { url, client, opened: client.connect() }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
