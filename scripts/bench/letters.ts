/** What the mails of a Monday cost: reminders and weekly summaries of every institution of the network, written at once. */

import { remindOn } from '#app/domain/reminders/commands/remind.server.ts'
import { systemViewer } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { addDays, weekdayOf } from '#app/lib/days.ts'
import { atomically, guarded } from '#app/lib/transaction.server.ts'
import { openDatabase } from '#db/dialect.server.ts'

/** `ms` and `cpu` in milliseconds; `members` are the municipalities of the network. */
export type Lettered = { members: number; mails: number; ms: number; cpu: number }

/** Two seconds for seventy municipalities. */
export const LETTERS_GOAL_MS = 2000

/** Nothing of it stays: the transaction is taken back. */
export async function measureLetters(target: string): Promise<Lettered> {
  const db = openDatabase(target)
  try {
    const now = nextMonday()
    const ctx = { db: guarded(db), viewer: systemViewer, now }
    const { members } = await db
      .selectFrom('institutions')
      .select((eb) => eb.fn.countAll<number>().as('members'))
      .where('network_status', '=', 'member')
      .where('kind', '=', 'municipality')
      .executeTakeFirstOrThrow()
    const outcome: Lettered = { members: Number(members), mails: 0, ms: 0, cpu: 0 }
    await atomically(ctx, async (ctx) => {
      const [began, before] = [performance.now(), process.cpuUsage()]
      await remindOn(ctx, todayIn(systemViewer.zone, now))
      const { user, system } = process.cpuUsage(before)
      Object.assign(outcome, { ms: performance.now() - began, cpu: (user + system) / 1000 })
      const { mails } = await ctx.db.selectFrom('outbox').select((eb) => eb.fn.countAll<number>().as('mails')).where('topic', '=', 'reminder').executeTakeFirstOrThrow()
      outcome.mails = Number(mails)
      throw new TakenBack()
    }).catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error
    })
    return outcome
  } finally {
    await db.destroy()
  }
}

class TakenBack extends Error {}

/** The next Monday at eight in Santiago, more or less an hour. */
function nextMonday() {
  const today = new Date().toISOString().slice(0, 10)
  return new Date(`${addDays(today, 8 - weekdayOf(today))}T11:30:00.000Z`)
}

export const lettersLine = ({ members, mails, ms, cpu }: Lettered) =>
  `Mails of a Monday for ${members} municipalities: ${mails} in ${ms.toFixed(0)} ms, ${cpu.toFixed(0)} ms of CPU (goal ${LETTERS_GOAL_MS} ms).`
