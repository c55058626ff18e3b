import { installCatalog } from '#db/catalog/install.server.ts'
import { databaseTarget } from '#db/client.server.ts'
import { openDatabase } from '#db/dialect.server.ts'
import { migrateDatabase } from '#db/migrate.server.ts'

import { readOptions } from '../usage.ts'

export const help = `
Deja la base de datos al día: crea lo que falta y actualiza el catálogo público. Puede repetirse sin daño.

Uso: npx hilvan migrate [--json]

  --json  {"target", "applied": [nombre, …]}

La base está en DATABASE_URL o, si no, en la carpeta HILVAN_DATA (por omisión, data).
`

export async function run(args: string[]) {
  const { json } = readOptions(args, { json: { type: 'boolean' } })
  const target = databaseTarget()
  const db = openDatabase(target, 'migrate')
  try {
    const applied = await migrateDatabase(db)
    await installCatalog(db, new Date())
    console.log(json ? JSON.stringify({ target: withoutSecrets(target), applied }) : told(applied))
  } finally {
    await db.destroy()
  }
}

const told = (applied: string[]) =>
  applied.length > 0 ? `Base de datos al día. Se aplicó: ${applied.join(', ')}.` : 'La base de datos ya estaba al día.'

const withoutSecrets = (target: string) => target.replace(/\/\/[^@/]*@/, '//…@')
