import { listEntries } from '#app/domain/calendar/queries.server.ts'
import { feedFilter } from '#app/domain/feeds/forms.server.ts'
import { findDescribedFeed, listFeedEntries } from '#app/domain/feeds/queries/support.server.ts'
import { windowOf } from '#app/domain/feeds/rules.ts'
import { feedDetails, type FeedDetail } from '#app/domain/feeds/terms.ts'
import { normalEmail } from '#app/domain/users/forms.server.ts'
import { findUserByEmail } from '#app/domain/users/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { addDays, isDay } from '#app/lib/days.ts'
import { Conflict, NotFound } from '#app/lib/errors.ts'

import { inDatabase } from '../opened.ts'
import { readOptions, Usage } from '../usage.ts'

export const help = `
Lo que un calendario suscrito contendría ahora, para ayudar a quien dice que algo falta o sobra.

Uso: npx hilvan calendar --feed ID [--json]
     npx hilvan calendar --email CORREO [--filter TEXTO] [--detail NIVEL] [--due] [--from DÍA] [--until DÍA] [--json]

  --feed    un enlace que existe: con su filtro, su detalle y los permisos de su dueño («npx hilvan feed ls»)
  --email   lo que esa cuenta puede ver
  --filter  como en la dirección de la página, por ejemplo "region=13&tipo=bilateral"
  --detail  ${Object.keys(feedDetails).join(', ')}; por omisión, full
  --due     agrega los vencimientos
  --from    primer día, AAAA-MM-DD; --until, el último: por omisión, los días de un calendario suscrito
  --json    una lista de {"uid", "sequence", "status", "start", "end", "zone", "title", "place", "text", "url", "changed_at"}

Los permisos son los de la cuenta en este momento. Termina con 1 si el enlace o la cuenta no existen o no funcionan.
`

const text = { type: 'string' } as const

export async function run(args: string[]) {
  const asked = readOptions(args, {
    feed: text, email: text, filter: text, detail: text, due: { type: 'boolean' }, from: text, until: text, json: { type: 'boolean' },
  })
  if (Boolean(asked.feed) === Boolean(asked.email)) throw new Usage('Escriba --feed ID o --email CORREO.')
  const detail = readDetail(asked.detail)
  const days = [asked.from, asked.until].map(readDay)

  await inDatabase('read', async (ctx) => {
    const entries = asked.feed
      ? await ofFeed(ctx, asked.feed)
      : await ofAccount(ctx, normalEmail(asked.email!), { filter: asked.filter ?? '', detail, include_due: asked.due ?? false, from: days[0], until: days[1] })
    const rows = entries.map(row)
    if (asked.json) return console.log(JSON.stringify(rows))
    for (const { start, zone, status, title } of rows) console.log([start, zone ?? 'todo el día', status, title].join('\t'))
  })
}

async function ofFeed(ctx: Context, id: string) {
  const feed = await findDescribedFeed(ctx, id)
  if (!feed) throw new NotFound(`No existe el enlace «${id}».`)
  if (feed.state !== 'live') throw new Conflict('Ese enlace no responde: está revocado, vencido o su cuenta está desactivada.')
  return listFeedEntries(ctx, feed)
}

type Asked = { filter: string; detail: FeedDetail; include_due: boolean; from?: string; until?: string }

async function ofAccount(ctx: Context, email: string, { filter, detail, include_due, from, until }: Asked) {
  const user = await findUserByEmail(ctx, email)
  if (!user) throw new NotFound(`No hay una cuenta con el correo ${email}.`)
  if (user.state === 'disabled') throw new Conflict('Esa cuenta está desactivada: no tiene calendario.')
  const { id, name, role, institution_id } = user
  const viewer = { id, name, email, role, institution_id, zone: ctx.viewer.zone }
  const window = windowOf(today(ctx))
  const days = { from: from ?? window.from, until: until ? addDays(until, 1) : window.until }
  return listEntries({ ...ctx, viewer }, new URLSearchParams(feedFilter(new URLSearchParams(filter))), { detail, include_due, ...days })
}

/** One entry as support reads it: local hours with their zone, or days. */
const row = ({ uid, sequence, status, title, place, text, url, changed_at, day, time }: Awaited<ReturnType<typeof listEntries>>[number]) => ({
  uid,
  sequence,
  status,
  start: time?.start ?? day!.from,
  end: time?.end ?? day!.until,
  zone: time?.zone ?? null,
  title,
  place: place ?? null,
  text: text ?? null,
  url: url ?? null,
  changed_at,
})

function readDetail(detail = 'full'): FeedDetail {
  if (!Object.hasOwn(feedDetails, detail)) throw new Usage(`No existe el detalle «${detail}»: use ${Object.keys(feedDetails).join(', ')}.`)
  return detail as FeedDetail
}

function readDay(day: string | undefined) {
  if (day !== undefined && !isDay(day)) throw new Usage(`«${day}» no es una fecha: escriba AAAA-MM-DD, como 2026-11-20.`)
  return day
}
