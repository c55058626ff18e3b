import { revokeFeed } from '#app/domain/feeds/commands.server.ts'
import { findDescribedFeed, listDescribedFeeds, listFeedEntries, type DescribedFeed } from '#app/domain/feeds/queries/support.server.ts'
import { programOf } from '#app/domain/feeds/rules.ts'
import { feedDetails } from '#app/domain/feeds/terms.ts'
import { normalEmail } from '#app/domain/users/forms.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { plural } from '#app/lib/text.ts'

import { inDatabase } from '../opened.ts'
import { readOptions, Usage } from '../usage.ts'

export const help = `
Enlaces de calendario: quién los tiene, si responden y qué contienen. Nunca escribe la dirección: su secreto no se guarda.

Uso: npx hilvan feed ls [--email CORREO] [--json]
     npx hilvan feed show ID [--json]
     npx hilvan feed revoke ID

  ls      los enlaces, el más nuevo primero; el identificador es lo que va antes del punto en /cal/ID.…
  show    uno solo: dueño, filtro, vigencia, último acceso y cuántas entradas serviría ahora
  revoke  deja de responder en el acto, para siempre

Termina con 1 si el enlace no existe.
`

const verbs: Record<string, (args: string[]) => Promise<void>> = { ls, show, revoke }

export async function run([verb = '', ...args]: string[]) {
  const work = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (!work) throw new Usage(`Escriba qué hacer: npx hilvan feed ${Object.keys(verbs).join('|')}`)
  await work(args)
}

const json = { type: 'boolean' } as const
const states = { live: 'responde', revoked: 'revocado', expired: 'vencido', disabled: 'cuenta desactivada' }

async function ls(args: string[]) {
  const asked = readOptions(args, { email: { type: 'string' }, json })
  await inDatabase('read', async (ctx) => {
    const feeds = await listDescribedFeeds(ctx, asked.email && normalEmail(asked.email))
    if (asked.json) return console.log(JSON.stringify(feeds.map(shown)))
    for (const feed of feeds) {
      console.log([feed.id, feed.owner_email, feed.name, states[feed.state], lastOf(feed, ctx.viewer.zone)].join('\t'))
    }
  })
}

async function show([id, ...args]: string[]) {
  const asked = readOptions(args, { json })
  await inDatabase('read', async (ctx) => {
    const feed = await findNamed(id, (named) => findDescribedFeed(ctx, named))
    const entries = feed.state === 'live' ? (await listFeedEntries(ctx, feed)).length : 0
    const served = feed.served && { etag: feed.served.etag, changed_at: feed.served.changed_at }
    if (asked.json) return console.log(JSON.stringify({ ...shown(feed), entries, served }))
    const { zone } = ctx.viewer
    const lines = {
      Nombre: feed.name,
      Dueño: `${feed.owner_name} (${feed.owner_email})`,
      Estado: states[feed.state],
      Filtro: feed.filter || '(todo lo que puede ver)',
      Detalle: `${feedDetails[feed.detail]}${feed.include_due ? ', con vencimientos' : ''}`,
      Creado: formatInstant(feed.created_at, zone),
      Vence: formatInstant(feed.expires_at, zone),
      'Último acceso': lastOf(feed, zone),
      'Último cambio servido': served ? formatInstant(served.changed_at, zone) : 'nunca se ha servido',
      Contiene: feed.state === 'live' ? plural(entries, 'entrada', 'entradas') : 'no responde',
    }
    for (const [label, value] of Object.entries(lines)) console.log(`${label}: ${value}`)
  })
}

async function revoke([id, ...args]: string[]) {
  readOptions(args, {})
  await inDatabase('app', async (ctx) => {
    const { name } = await findNamed(id, (named) => revokeFeed(ctx, named))
    console.log(`El enlace «${name}» ya no responde.`)
  })
}

/** An option is none; older ids may begin with a dash as well. */
const isId = (text: string) => !text.startsWith('-') || text.length === 12

async function findNamed<T>(id: string | undefined, find: (id: string) => Promise<T | undefined>): Promise<T> {
  if (!id || !isId(id)) throw new Usage('Falta el identificador del enlace; «npx hilvan feed ls» los lista.')
  if (id.includes('.')) throw new Usage('Escriba solo lo que va antes del punto: el resto es secreto.')
  const feed = await find(id).catch((error: unknown) => {
    if (error instanceof NotFound) return undefined
    throw error
  })
  if (!feed) throw new NotFound(`No existe el enlace «${id}».`)
  return feed
}

/** Names and dates, as the database has them. */
const shown = (feed: DescribedFeed) => ({
  id: feed.id,
  name: feed.name,
  owner: feed.owner_email,
  state: feed.state,
  filter: feed.filter,
  detail: feed.detail,
  include_due: feed.include_due === 1,
  created_at: feed.created_at,
  expires_at: feed.expires_at,
  revoked_at: feed.revoked_at,
  last_fetched_at: feed.last_fetched_at,
  last_program: programOf(feed.last_agent),
})

const lastOf = ({ last_fetched_at, last_agent }: DescribedFeed, zone: string) =>
  last_fetched_at ? `${programOf(last_agent) ?? 'un programa'}, ${formatInstant(last_fetched_at, zone)}` : 'nunca'
