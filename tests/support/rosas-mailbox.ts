import { onTestFinished } from 'vitest'

import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'

import { outbox, read, ROSA, wait, type pending } from './invitations.ts'
import { itipClient } from './itip-client.ts'
import { openPost, readMail, sendAll } from './mail.ts'
import { hours } from './meetings.ts'
import type { World } from './world.ts'

/** Of what is still owed: what kind, to whom, and why the last mail did not leave. */
export const what = (notices: Awaited<ReturnType<typeof pending>>) => notices.map(({ kind, email, unsent }) => [kind, email, unsent])

export const move = async (world: World, folio: string, day: string, start = '10:00', end = '11:30') => {
  wait(world)
  await moveMeeting(world.as('paula'), folio, hours(day, start, end), (await read(world, folio)).version)
}

/** Every mail to Rosa, whatever became of it. */
export const rosas = async (world: World) => (await outbox(world)).filter(({ recipient }) => recipient === ROSA)

/** Rosa's mailbox and calendar, with a server that may refuse what is for her. */
export async function mailbox(world: World) {
  let refusing = false
  const { received, port, close } = await openPost({ recipient: (address) => (refusing && address === ROSA ? { code: 550, message: 'No' } : undefined) })
  onTestFinished(close)
  const calendar = itipClient(ROSA)
  return {
    refuse: (now: boolean) => void (refusing = now),
    /** What waits leaves; answers what Rosa reads, and where her calendar shows the meeting afterwards. */
    async deliver() {
      await sendAll(world, port)
      const mails = await Promise.all(received.splice(0).filter(({ to }) => to[0] === ROSA).map(readMail))
      for (const { attachments } of mails) calendar.get(attachments.at(-1)!.content.toString())
      return { mails: mails.map(({ subject }) => subject!), texts: mails.map(({ text }) => text!), shows: [...calendar.entries.values()].map(({ start, summary }) => [start, summary]) }
    },
  }
}
