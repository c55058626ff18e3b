import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setImmediate as letOthersIn, setTimeout as sleep } from 'node:timers/promises'

import { setJobsAside } from '#app/domain/jobs/commands/claim.server.ts'
import { setLateAside } from '#app/domain/outbox/commands/claim.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { tellFailure } from '#app/lib/failures.server.ts'
import type { Mailer } from '#app/lib/mailer.server.ts'
import { onMail } from '#app/lib/wake.server.ts'

import { doDuties } from './duties.server.ts'
import { sendNext, type Sent } from './send.server.ts'
import { workNext } from './work.server.ts'

export type Worker = { stop(): Promise<void>; isLate(): boolean }

type Options = {
  db: Context['db']
  /** Without one, mail waits and the rest is done. */
  mailer: Mailer | undefined
  /** How long it rests (ms) when nothing is to be done, and when the mail server cannot be reached. */
  idle_ms?: number
  rest_ms?: number
  /** How long (ms) the mail that is leaving may still take once it is told to stop. */
  last_ms?: number
}

const LATE_MS = 120_000
const DUTIES_EVERY_MS = 10 * 60_000
const LAST_MAIL_MS = 10_000
const LAST_WORDS_MS = 2_000

/** Sends what is in the outbox, one mail after the other, and looks after what must happen by itself, until it is stopped. */
export function startWorker({ db, mailer, idle_ms = 5_000, rest_ms = 15_000, last_ms = LAST_MAIL_MS }: Options): Worker {
  const worker = `${hostname().slice(0, 40)}:${process.pid}:${randomUUID().slice(0, 8)}`
  const stopping = new AbortController()
  const cutting = new AbortController()
  const sending = mailer && { db, mailer, worker, now: () => new Date(), stop: cutting.signal }
  let beat = Date.now()
  let dutiesAt = 0
  let duties: Promise<void> | undefined
  let wake = new AbortController()
  const stopListening = onMail(() => wake.abort())

  /** Answers whether the mail server could be reached, as far as anybody tried. */
  async function tick(): Promise<boolean> {
    // Beside the mail, which waits for none of it.
    if (!duties && Date.now() - dutiesAt >= DUTIES_EVERY_MS) {
      dutiesAt = Date.now()
      duties = doDuties({ db, now: new Date() }).finally(() => (duties = undefined))
    }
    await setJobsAside({ db, now: new Date() })
    while (!stopping.signal.aborted && (await workNext({ db, worker, now: () => new Date() })) === 'done') {
      beat = Date.now()
      // SQLite answers at once: without this nobody else would be served until the last of many jobs.
      await letOthersIn()
    }
    await setLateAside({ db, now: new Date() })
    if (!sending) return true
    for (let sent: Sent = 'done'; ; sent = await sendNext(sending)) {
      if (sent !== 'done' || stopping.signal.aborted) return sent !== 'unreachable'
      beat = Date.now()
    }
  }

  async function run() {
    while (!stopping.signal.aborted) {
      wake = new AbortController()
      const reached = await tick().catch((error: unknown) => {
        tellFailure('worker', error)
        return false
      })
      beat = Date.now()
      // Mail that comes while nothing works waits like the rest.
      const signals = reached ? [stopping.signal, wake.signal] : [stopping.signal]
      await sleep(reached ? idle_ms : rest_ms, undefined, { signal: AbortSignal.any(signals) }).catch(() => undefined)
    }
  }

  const running = run()
  return {
    /**
     * Lets the mail that is leaving leave, and duties end, for at most 10 s; then its connection is cut and it waits for
     * another time. One of which not even that can be written is found by its lease.
     */
    async stop() {
      stopping.abort()
      stopListening()
      const ended = Promise.all([running, duties]).then(() => true)
      const within = (ms: number) => Promise.race([ended, sleep(ms, false, { ref: false })])
      if (!(await within(last_ms))) {
        cutting.abort()
        await within(LAST_WORDS_MS)
      }
      mailer?.close()
    },
    isLate: () => Date.now() - beat > LATE_MS,
  }
}
