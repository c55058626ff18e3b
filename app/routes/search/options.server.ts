import { search } from '#app/domain/search/queries.server.ts'
import { readOrder, type Order } from '#app/domain/search/rules/orders.ts'
import type { SearchGroup } from '#app/domain/search/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatLongDay } from '#app/lib/dates.ts'
import { writers } from '#app/lib/roles.ts'
import { fold } from '#app/lib/text.ts'

import { pagesNamed } from './pages.ts'

/** What the palette may do at once: where it leads, and what will be there already. */
export type Action = { id: string; label: string; detail: string; to: string }

const EACH = 3

/** What the words ask for, as places to go; `from` is the page on which they were typed, and it is kept. */
export async function listActions(ctx: Context, q: string, from: string): Promise<Action[]> {
  const order = readOrder(q, today(ctx))
  const writes = writers.some((role) => role === ctx.viewer.role)
  if (!order) return [...(writes ? begun(q, from) : []), ...(q ? goTo(ctx, q) : [])]
  if (order.verb === 'go') return goTo(ctx, order.name)
  return writes ? carriedOut(ctx, order, from) : []
}

/** The verbs, while nothing is typed or one of them is being typed. */
function begun(q: string, from: string): Action[] {
  const typed = fold(q)
  return [
    { id: 'registrar', label: 'Registrar una reunión pasada', detail: 'Por ejemplo: registrar ñuñoa', to: addressOf({ verb: 'log', name: '' }, from) },
    { id: 'agendar', label: 'Agendar una reunión', detail: 'Por ejemplo: agendar soto mar 15:00', to: addressOf({ verb: 'schedule', name: '' }, from) },
    { id: 'compromiso', label: 'Compromiso nuevo', detail: 'Por ejemplo: compromiso castro', to: addressOf({ verb: 'commit', name: '' }, from) },
    { id: 'contacto', label: 'Contacto nuevo', detail: 'Por ejemplo: contacto Ana Soto', to: '/contactos/nuevo' },
  ].filter(({ id }) => id.startsWith(typed))
}

function goTo({ viewer }: Context, words: string): Action[] {
  const named = pagesNamed(viewer, words)
  return named.slice(0, words ? EACH : named.length).map(({ label, to }) => ({ id: `ir:${to}`, label, detail: 'Página', to }))
}

async function carriedOut(ctx: Context, order: Order, from: string): Promise<Action[]> {
  const { verb, name } = order
  if (verb === 'go') return []
  if (verb === 'contact') {
    return [{ id: 'contacto', label: name ? `Crear contacto «${name}»` : 'Contacto nuevo', detail: 'Directorio', to: `/contactos/nuevo?${new URLSearchParams(name ? { nombre: name } : {})}` }]
  }
  if (!name) return [{ id: verb, label: said[verb], detail: whenOf(order), to: addressOf(order, from) }]

  const kinds: SearchGroup[] = verb === 'schedule' ? ['people', 'institutions'] : ['institutions']
  const options: Action[] = []
  for (const kind of kinds) {
    const [group] = await search(ctx, name, { only: kind, shown: EACH })
    options.push(...(group?.hits ?? []).map(({ id, label, detail }) => ({
      id: `${verb}:${id}`,
      label: `${said[verb]} ${verb === 'commit' ? 'de' : 'con'} ${label}`,
      detail: [whenOf(order), detail].filter(Boolean).join(' · '),
      to: addressOf(order, from, { [kind === 'people' ? 'persona' : 'institucion']: id }),
    })))
  }
  return options
}

const said = { log: 'Registrar reunión', schedule: 'Agendar reunión', commit: 'Compromiso nuevo' } as const

const whenOf = ({ on, start }: Order) => [on && formatLongDay(on), start].filter(Boolean).join(', ')

const forms = { log: '/registrar', schedule: '/reuniones/nueva', commit: '/compromisos/nuevo', contact: '/contactos/nuevo', go: '/' } as const

/** The form with what is known: what was named, the day and hour, and the record of the page. */
function addressOf({ verb, on, start }: Order, from: string, chosen: Record<string, string> = {}) {
  const params = new URLSearchParams(chosen)
  for (const [name, value] of contextOf(from, verb)) {
    // A promise has one debtor: whoever was named.
    const settled = verb === 'commit' ? params.has(name) : params.get(name) === value
    if (!settled) params.append(name, value)
  }
  if (on) params.set('fecha', on)
  if (start) params.set('hora', start)
  const query = params.toString()
  return query ? `${forms[verb]}?${query}` : forms[verb]
}

const contexts: [folder: string, name: string, verbs: Order['verb'][]][] = [
  ['instituciones', 'institucion', ['log', 'schedule', 'commit']],
  ['contactos', 'persona', ['log', 'schedule']],
  ['cargos', 'cargo', ['log', 'schedule']],
  ['solicitudes', 'solicitud', ['log', 'schedule']],
  ['reuniones', 'reunion', ['commit']],
  ['acuerdos', 'acuerdo', ['commit']],
]

function contextOf(from: string, verb: Order['verb']): [string, string][] {
  const [, folder, id] = /^\/([a-z]+)\/([\w:-]{1,80})(?:[/?]|$)/.exec(from) ?? []
  if (!folder || !id || /^(nuev[oa]|series|lote|matriz)$/.test(id)) return []
  return contexts.filter(([place, , verbs]) => place === folder && verbs.includes(verb)).map(([, name]) => [name, id])
}
