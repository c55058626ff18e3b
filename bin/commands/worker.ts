import { startWorker } from '#app/jobs/worker.server.ts'
import { readSettings } from '#app/lib/env.server.ts'
import { createMailer } from '#app/lib/mailer.server.ts'

import { inDatabase } from '../opened.ts'
import { readOptions } from '../usage.ts'

export const help = `
Envía los correos que esperan y hace el trabajo periódico, hasta que se detiene con Ctrl+C o SIGTERM.

Uso: npx hilvan worker

El servidor ya lo hace por sí mismo. Este comando es para hacerlo en un proceso aparte: entonces el servidor se inicia con
HILVAN_WORKER=0. Pueden estar los dos, y varios: ningún correo sale dos veces.
`

export async function run(args: string[]) {
  readOptions(args, {})
  const { smtp } = readSettings({ ...process.env, NODE_ENV: 'production' })
  await inDatabase('app', async ({ db }) => {
    const worker = startWorker({ db, mailer: smtp && createMailer(smtp) })
    console.log(smtp ? `Los correos salen por ${smtp.host}:${smtp.port}.` : 'No hay servidor de correo configurado: los correos esperan.')
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
      // A process waits for its timers, not for a promise.
      setInterval(() => undefined, 60_000)
    })
    await worker.stop()
  })
  process.exit(0)
}
