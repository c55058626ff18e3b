import { completeInvitation } from '#app/domain/invitations/commands/complete.server.ts'
import { claimMail } from '#app/domain/outbox/commands/claim.server.ts'
import { withdrawMail } from '#app/domain/outbox/commands/manage.server.ts'
import { sendNext } from '#app/jobs/send.server.ts'
import type { Delivery, Mailer } from '#app/lib/mailer.server.ts'

import { wait } from './invitations.ts'
import type { World } from './world.ts'

const from = { name: 'Hilván', email: 'agenda@red.example' }
type Server = 'deliver' | 'refuse' | 'cut' | 'lose'
export type Fate = Server | 'withdraw' | 'die' | 'die after'

/**
 * Everything that may become of mail to one guest: the server takes or refuses it, the line is cut after it had the mail or
 * before (`lose`), an administrator withdraws it, a worker dies over it before or after it left. `get` is what arrives.
 */
export function mailFates(world: World, guest: string, get: (text: string, calendar: string) => void): Record<Fate, () => Promise<unknown>> {
  const arrives = (to: string, text: string, calendar: string) => {
    if (to === guest) get(text, calendar)
  }
  const mailerThat = (what: Server): Mailer => ({
    from,
    async send({ to, text, calendar }): Promise<Delivery> {
      if (what === 'deliver' || what === 'cut') arrives(to.email, text, calendar!.content)
      if (what === 'refuse') return { kind: 'refused', reason: 'No.' }
      return what === 'deliver' ? { kind: 'sent' } : { kind: 'later', reason: 'Se cortó.', unreachable: true, perhaps_left: true }
    },
    check: async () => undefined,
    close: () => undefined,
  })
  const sendAs = (what: Server) => sendNext({ db: world.db, mailer: mailerThat(what), worker: 'uno', now: () => world.clock.now })
  const claim = () => claimMail({ db: world.db, now: world.clock.now }, 'muerto')
  return {
    deliver: async () => { while ((await sendAs('deliver')) !== 'nothing') wait(world) },
    refuse: () => sendAs('refuse'),
    cut: () => sendAs('cut'),
    lose: () => sendAs('lose'),
    withdraw: async () => {
      const mail = await world.raw.selectFrom('outbox').select('id').where('state', '=', 'queued').where('recipient', '=', guest).orderBy('id').executeTakeFirst()
      if (mail) await withdrawMail(world.as('alma'), mail.id)
    },
    die: claim,
    'die after': async () => {
      const mail = await claim()
      const texts = mail && (await completeInvitation(world.as('system'), mail, from))
      if (texts) arrives(mail.recipient, texts.body, texts.calendar_body!)
    },
  }
}
