import { planJobs } from '#app/domain/reminders/commands/plan-jobs.server.ts'
import { workNext } from '#app/jobs/work.server.ts'
import { localOf } from '#app/lib/dates.ts'

import { createWorld, type World } from './world.ts'
import { openPost, readMail, sendAll } from './mail.ts'

/** Does every job whose hour has come, as a worker would; answers how many. */
export async function workAll({ db, clock }: World, worker = 'uno') {
  let done = 0
  while ((await workNext({ db, worker, now: () => clock.now })) === 'done') done++
  return done
}

/** What happens by itself at this moment of the world's clock: jobs are asked for and done, and mail leaves. */
export async function tick(world: World, port: number) {
  await planJobs(world.as('system'))
  await workAll(world)
  return sendAll(world, port)
}

export type Left = { at: string; to: string; subject: string; text: string; html: string; headers: Map<string, unknown> }

/** Before, at and after the hours at which somewhere mail begins or ends to leave (UTC). */
const LOOKS = ['10:30', '11:00', '12:00', '13:00', '23:30']

/** Lets every day from one until another go by; answers the mails that left, in order. `onDay` happens before its first hour. */
export async function liveThrough(world: World, from: string, until: string, onDay?: (day: string) => Promise<unknown>): Promise<Left[]> {
  const { received, port, close } = await openPost()
  const left: Left[] = []
  try {
    for (let day = from; day <= until; day = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)) {
      world.clock.now = new Date(`${day}T09:00:00.000Z`)
      await onDay?.(day)
      for (const look of LOOKS) {
        world.clock.now = new Date(`${day}T${look}:00.000Z`)
        await tick(world, port)
        for (const mail of received.splice(0)) {
          const { subject = '', text = '', html, headers } = await readMail(mail)
          left.push({ at: world.clock.now.toISOString(), to: mail.to[0]!, subject, text, html: html || '', headers })
        }
      }
    }
  } finally {
    await close()
  }
  return left
}

/** «2026-09-04 08:00», where somebody reads their mail. */
export const hourIn = ({ at }: Pick<Left, 'at'>, zone: string) => localOf(at, zone).replace('T', ' ')

/** A world at a day of its own, on which nobody has written yet. */
export const worldOn = (day: string) => createWorld({ now: `${day}T12:00:00.000Z` })
