/**
 * A process that does jobs and sends mail as the worker does, at a clock of its own, until it is killed. It is warmed up
 * first: it says «ready», begins when it is told to, and says «step» after each job and mail.
 */

import { workNext } from '#app/jobs/work.server.ts'
import { sendNext } from '#app/jobs/send.server.ts'
import { createMailer } from '#app/lib/mailer.server.ts'
import { guarded } from '#app/lib/transaction.server.ts'
import { openDatabase } from '#db/dialect.server.ts'

const [database = '', port = '', clock = ''] = process.argv.slice(2)
const db = guarded(openDatabase(database))
// What tests/support/mail.ts would bring with it takes as long to load as all the rest.
const mailer = createMailer({ host: '127.0.0.1', port: Number(port), secure: false, plain: true, auth: undefined, from: { name: 'Hilván', email: 'agenda@red.example' }, reply_to: undefined })
const worker = `proceso ${process.pid}`
const began = Date.now()
const now = () => new Date(Date.parse(clock) + Date.now() - began)

process.once('message', () => void run())
process.on('disconnect', () => process.exit(0))
await db.selectFrom('jobs').select('id').limit(1).execute()
process.send?.('ready')

async function run() {
  for (;;) {
    const worked = await workNext({ db, worker, now })
    const sent = await sendNext({ db, mailer, worker, now })
    process.send?.('step')
    if (worked === 'nothing' && sent === 'nothing') await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
