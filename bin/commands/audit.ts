import { findBrokenLink } from '#app/domain/activity/commands.server.ts'
import { formatNumber, plural } from '#app/lib/text.ts'

import { inDatabase } from '../opened.ts'
import { readOptions, Usage } from '../usage.ts'

export const help = `
Revisa que el registro de actividad esté completo y sin cambios, de principio a fin.

Uso: npx hilvan audit verify [--json]

  --json  {"ok", "events", "broken": primer número que no calza, o null}

Termina con 0 si calza y con 1 si no.
`

export async function run([verb, ...args]: string[]) {
  if (verb !== 'verify') throw new Usage('Escriba: npx hilvan audit verify')
  const { json } = readOptions(args, { json: { type: 'boolean' } })

  return inDatabase('read', async (ctx) => {
    const { seq } = await ctx.db.selectFrom('activity_head').select('seq').executeTakeFirstOrThrow()
    const broken = await findBrokenLink(ctx)
    if (json) console.log(JSON.stringify({ ok: broken === null, events: seq, broken }))
    else if (broken === null) console.log(`La cadena está íntegra: ${plural(seq, 'registro', 'registros')}.`)
    else console.error(`La cadena está rota en el registro ${formatNumber(broken)}: alguien lo cambió o lo quitó.`)
    return broken === null ? 0 : 1
  })
}
