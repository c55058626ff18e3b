import { pauseMail, resumeMail, retryFailed, retryMail } from '#app/domain/outbox/commands/manage.server.ts'
import { countMail, findStanding, listMail, type Mail } from '#app/domain/outbox/queries.server.ts'
import { inQueue, whyItWaits } from '#app/domain/outbox/rules.ts'
import { mailStates, type MailState } from '#app/domain/outbox/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { plural } from '#app/lib/text.ts'

import { inDatabase } from '../opened.ts'
import { readOptions, Usage } from '../usage.ts'

export const help = `
Mira y gobierna los correos que salen.

Uso: npx hilvan outbox ls [--state ESTADO] [--json]
     npx hilvan outbox retry --id ID | --all [--json]
     npx hilvan outbox pause
     npx hilvan outbox resume

  ls      los que esperan y los que fallaron; con --state, los de un estado
  retry   pone otra vez en cola uno que falló, o todos
  pause   nada sale hasta resume: así queda también después de restaurar un respaldo

  --state  ${Object.entries(mailStates).map(([state, label]) => `${state.padEnd(10)} ${label}`).join('\n           ')}
  --json   ls: {"configured", "paused", "counts", "mails": [{"id", "topic", "recipient", "subject", "state", "last_error", …}]}
           retry: {"retried", "refused"}
`

const verbs: Record<string, (args: string[]) => Promise<void>> = { ls, retry, pause, resume }

export async function run([verb = '', ...args]: string[]) {
  const work = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (!work) throw new Usage(`Escriba qué hacer: npx hilvan outbox ${Object.keys(verbs).join('|')}`)
  await work(args)
}

const json = { type: 'boolean' } as const
const WAITING = ['queued', 'sending', 'failed'] as const

async function ls(args: string[]) {
  const asked = readOptions(args, { state: { type: 'string' }, json })
  if (asked.state && !Object.hasOwn(mailStates, asked.state)) throw new Usage(`No existe el estado «${asked.state}».`)
  await inDatabase('read', async (ctx) => {
    const standing = await findStanding(ctx)
    const mails = await listEvery(ctx, asked.state ? [asked.state as MailState] : WAITING)
    if (asked.json) {
      const { configured, paused } = standing
      console.log(JSON.stringify({ configured, paused, counts: await countMail(ctx), mails }))
      return
    }
    for (const { id, state, created_at, recipient, subject, last_error } of mails) {
      console.log([id, mailStates[state], formatInstant(created_at, ctx.viewer.zone), recipient, subject, last_error ?? ''].join('\t'))
    }
    console.log([whyItWaits(standing), inQueue(standing.waiting)].filter(Boolean).join(' '))
  })
}

async function retry(args: string[]) {
  const asked = readOptions(args, { id: { type: 'string' }, all: json, json })
  if (Boolean(asked.id) === Boolean(asked.all)) throw new Usage('Escriba --id ID, o --all.')
  await inDatabase('app', async (ctx) => {
    if (asked.id) await retryMail(ctx, asked.id)
    const { retried, refused } = asked.id ? { retried: 1, refused: 0 } : await retryFailed(ctx)
    if (asked.json) console.log(JSON.stringify({ retried, refused }))
    else console.log(`${plural(retried, 'correo vuelve', 'correos vuelven')} a la cola${refused ? `; ${plural(refused, 'ya no corresponde', 'ya no corresponden')}` : ''}.`)
  })
}

async function pause(args: string[]) {
  readOptions(args, {})
  await inDatabase('app', pauseMail)
  console.log('Los envíos quedan en pausa: nada sale hasta «npx hilvan outbox resume».')
}

async function resume(args: string[]) {
  readOptions(args, {})
  await inDatabase('app', resumeMail)
  console.log('Los envíos siguen.')
}

async function listEvery(ctx: Context, states: readonly MailState[]): Promise<Mail[]> {
  const all: Mail[] = []
  for (let page = 1; ; page++) {
    const { mails, total } = await listMail(ctx, { states, page })
    all.push(...mails)
    if (all.length >= total || mails.length === 0) return all
  }
}
