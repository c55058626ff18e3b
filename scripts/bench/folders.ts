/** What seventy new mayors cost: the welcome folders of all of them in one zip, printed and sent by the server as it makes them. */

import { setTimeout as sleep } from 'node:timers/promises'

import { applyHandover } from '#app/domain/handovers/commands/apply.server.ts'
import { beginHandover } from '#app/domain/handovers/commands/draft.server.ts'
import { undoHandover } from '#app/domain/handovers/commands/undo.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { guarded } from '#app/lib/transaction.server.ts'
import { openDatabase } from '#db/dialect.server.ts'

import { contextOf } from './context.ts'
import type { Client } from './client.ts'
import type { Server } from './world.ts'

/** Times in milliseconds, `before` and `peak` the memory of the server in bytes, its browser apart. */
export type Foldered = { posts: number; bytes: number; first: number; silence: number; whole: number; others: number; before: number; peak: number }

const POSTS = 70

export async function measureFolders(target: string, server: Server, { coordinator, nobody }: { coordinator: Client; nobody: Client }): Promise<Foldered> {
  const db = openDatabase(target)
  try {
    const ctx = await contextOf(guarded(db))
    const id = await handOver(ctx)
    const seen: Foldered = { posts: POSTS, bytes: 0, first: 0, silence: 0, whole: 0, others: 0, before: (await server.read()).rss, peak: 0 }
    const began = performance.now()
    let last = began
    const over = new AbortController()
    const watch = async () => {
      while (!over.signal.aborted) {
        seen.peak = Math.max(seen.peak, (await server.read()).rss)
        seen.others = Math.max(seen.others, (await nobody.get('/entrar')).ms)
        await sleep(100)
      }
    }
    const watching = watch()
    const { status } = await coordinator.take(`/traspasos/${id}/carpetas.zip`, (chunk) => {
      const at = performance.now()
      seen.first ||= at - began
      seen.silence = Math.max(seen.silence, at - last)
      seen.bytes += chunk.length
      last = at
    })
    seen.whole = performance.now() - began
    over.abort()
    await watching
    await undoHandover(ctx, id)
    if (status !== 200) throw new Error(`The folders answer ${status}.`)
    return seen
  } finally {
    await db.destroy()
  }
}

/** Members of the network first: they have the most to read. */
async function handOver(ctx: Context): Promise<string> {
  const rows = await ctx.db
    .selectFrom('institutions')
    .innerJoin('positions', 'positions.institution_id', 'institutions.id')
    .select(['institutions.short_name', 'institutions.network_status'])
    .where('institutions.kind', '=', 'municipality')
    .where('positions.kind', '=', 'mayor')
    .orderBy('institutions.id')
    .execute()
  const members = [...rows.filter(({ network_status }) => network_status === 'member'), ...rows.filter(({ network_status }) => network_status !== 'member')]
  const day = todayIn(ctx.viewer.zone, ctx.now)
  const list = members.slice(0, POSTS).map(({ short_name }, at) => `${short_name};Marta Nueva${letters(at)} Soto;${formatDay(day)}`)
  const begun = await beginHandover(ctx, { operation_id: undefined, name: 'Medida', post_kind: 'mayor', starts_on: day, source: null, list: ['Municipalidad;Nombre;Fecha', ...list].join('\n') })
  if (begun.errors) throw new Error(JSON.stringify(begun.errors))
  await applyHandover(ctx, begun.id, 1)
  return begun.id
}

const letters = (at: number) => String.fromCharCode(97 + Math.floor(at / 26), 97 + (at % 26))

export const foldersLine = ({ posts, bytes, first, silence, whole, others, before, peak }: Foldered) =>
  `Welcome folders of ${posts} posts in one zip: ${(bytes / 1e6).toFixed(1)} MB in ${seconds(whole)}, the first byte after ${seconds(first)}, at most ${seconds(silence)} of silence; the server from ${mega(before)} to ${mega(peak)} MB, another page waited ${others.toFixed(0)} ms at most.`

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
const mega = (bytes: number) => (bytes / 1e6).toFixed(0)
