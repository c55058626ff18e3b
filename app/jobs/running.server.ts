import { smtpSettings } from '#app/lib/env.server.ts'
import { createMailer } from '#app/lib/mailer.server.ts'
import { guarded } from '#app/lib/transaction.server.ts'
import { connection } from '#db/client.server.ts'

import { startWorker, type Worker } from './worker.server.ts'

/** The worker of this process, as the environment says that mail leaves. */
let running: Worker | undefined

export function startOwnWorker() {
  const smtp = smtpSettings()
  running ??= startWorker({ db: guarded(connection()), mailer: smtp && createMailer(smtp) })
}

export async function stopOwnWorker() {
  await running?.stop()
}

/** Whether there is one that has not been heard of for two minutes. */
export const isOwnWorkerLate = () => running?.isLate() ?? false
