import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { TestProject } from 'vitest/node'

import { installCatalog } from '#db/catalog/install.server.ts'
import { openDatabase } from '#db/dialect.server.ts'
import { migrateDatabase } from '#db/migrate.server.ts'

import { startPostgres } from '../../scripts/postgres.ts'
import type { Template } from './database.ts'
import { copyDatabase, dropDatabase, dropLeftovers } from './postgres.ts'

const TEMPLATE = 'hilvan_template'

/** `HILVAN_ENGINE` says on which engine the suite runs: sqlite (default) or postgres. */
export default async function setup(project: TestProject) {
  const engine = process.env.HILVAN_ENGINE || 'sqlite'
  if (engine === 'sqlite') return onSqlite(project)
  if (engine === 'postgres') return onPostgres(project)
  throw new Error(`HILVAN_ENGINE is «${engine}»; it may be sqlite or postgres.`)
}

async function onSqlite(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'hilvan-test-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)

  const file = join(folder, 'template.sqlite')
  await fill(file)
  project.provide('template', { engine: 'sqlite', file } satisfies Template)
  return remove
}

/** On a cluster of our own, or on the server that `HILVAN_TEST_PG_URL` names. */
async function onPostgres(project: TestProject) {
  const given = process.env.HILVAN_TEST_PG_URL
  const cluster = given ? undefined : await startPostgres()
  const admin = given ?? cluster!.url

  await dropDatabase(admin, TEMPLATE)
  await fill(await copyDatabase(admin, TEMPLATE))
  project.provide('template', { engine: 'postgres', url: admin, database: TEMPLATE } satisfies Template)
  return async () => {
    if (given) await dropLeftovers(given, 'hilvan_test_')
    cluster?.stop()
  }
}

async function fill(target: string) {
  const db = openDatabase(target, 'migrate')
  await migrateDatabase(db)
  await installCatalog(db, new Date('2026-03-02T12:00:00.000Z'))
  await db.destroy()
}
