import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { createFeed } from '#app/domain/feeds/commands.server.ts'
import { createMeeting } from '#app/domain/meetings/commands/create.server.ts'
import { inviteUser } from '#app/domain/users/commands/invite.server.ts'
import { systemViewer } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'
import { guarded } from '#app/lib/transaction.server.ts'
import { openDatabase } from '#db/dialect.server.ts'
import { hours } from '#tests/support/meetings.ts'

/** A data folder with an account, a meeting in a week and a link to it; and the command line on that folder. */
async function shell() {
  const folder = mkdtempSync(join(tmpdir(), 'hilvan-feed-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const env = { ...process.env, DATABASE_URL: undefined, HILVAN_DATA: folder, BASE_URL: 'https://hilvan.ejemplo.cl' }
  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      execFile(process.execPath, ['bin/hilvan.ts', ...args], { env }, (error, out, err) => {
        resolve({ code: error ? Number(error.code ?? -1) : 0, out: out.trim(), err: err.trim() })
      })
    })
  const json = async (...args: string[]) => {
    const answer = await run(...args, '--json')
    expect(answer).toMatchObject({ code: 0, err: '' })
    return JSON.parse(answer.out)
  }
  await run('migrate')
  const raw = openDatabase(join(folder, 'hilvan.sqlite'))
  const ctx = { db: guarded(raw), viewer: systemViewer, now: new Date() }
  const account = { email: 'paula@ejemplo.cl', name: 'Paula Díaz', role: 'coordinator' as const, institution_id: 'red-municipios', phone: null }
  const { id } = await inviteUser(ctx, account)
  const viewer = { id, name: account.name, email: account.email, role: account.role, institution_id: account.institution_id, zone: 'America/Santiago' }
  const day = addDays(ctx.now.toISOString().slice(0, 10), 7)
  const subject = { title: 'Mesa técnica de suelo', kind: 'working_group', modality: 'in_person', participants: [{ institution_id: 'muni-13102' }] } as const
  await createMeeting({ ...ctx, viewer }, { ...subject, participants: [...subject.participants], when: hours(day, '15:00', '16:00') })
  const feed = await createFeed({ ...ctx, viewer }, { name: 'Mi teléfono', detail: 'title', include_due: false, filter: 'region=13', operation_id: undefined })
  await raw.destroy()
  return { run, json, folder, day, id: feed.id, secret: feed.shownOnce!.split('.')[1]! }
}

test('support lists links, looks at one and ends it, without ever seeing its secret', { timeout: 90_000 }, async () => {
  const { run, id, secret } = await shell()
  const list = await run('feed', 'ls', '--json')
  expect(JSON.parse(list.out)).toMatchObject([{ id, name: 'Mi teléfono', owner: 'paula@ejemplo.cl', state: 'live', filter: 'region=13', last_fetched_at: null }])
  expect((await run('feed', 'ls')).out).toBe(`${id}\tpaula@ejemplo.cl\tMi teléfono\tresponde\tnunca`)
  expect((await run('feed', 'ls', '--email', 'nadie@ejemplo.cl')).out).toBe('')
  const shown = await run('feed', 'show', id, '--json')
  expect(JSON.parse(shown.out)).toMatchObject({ id, entries: 1, served: null })
  expect((await run('feed', 'show', id)).out).toContain('Contiene: 1 entrada')
  expect(list.out + shown.out).not.toContain(secret)

  expect(await run('feed', 'revoke', id)).toMatchObject({ code: 0, out: 'El enlace «Mi teléfono» ya no responde.' })
  expect(JSON.parse((await run('feed', 'show', id, '--json')).out)).toMatchObject({ state: 'revoked', entries: 0 })
  expect(await run('calendar', '--feed', id)).toMatchObject({ code: 1, err: expect.stringContaining('no responde') })
  expect(await run('feed', 'show', 'abcdefghijkl')).toMatchObject({ code: 1, err: 'No existe el enlace «abcdefghijkl».' })
  expect(await run('feed', 'revoke', `${id}.${secret}`)).toMatchObject({ code: 2, err: expect.stringContaining('el resto es secreto') })
  expect((await run('feed')).code).toBe(2)
  expect((await run('feed', '--help')).out).toContain('npx hilvan feed ls')
})

test('a link whose id begins with a dash, as some do, is shown and ended by it', { timeout: 90_000 }, async () => {
  const { run, folder, id } = await shell()
  const raw = openDatabase(join(folder, 'hilvan.sqlite'))
  await raw.updateTable('calendar_feeds').set({ id: '-bcdefghijkl' }).where('id', '=', id).execute()
  await raw.destroy()
  expect(await run('feed', 'show', '-bcdefghijkl')).toMatchObject({ code: 0, out: expect.stringContaining('Contiene: 1 entrada') })
  expect(await run('feed', 'revoke', '-bcdefghijkl')).toMatchObject({ code: 0, out: 'El enlace «Mi teléfono» ya no responde.' })
  expect(await run('feed', 'show', '--json')).toMatchObject({ code: 2, err: expect.stringContaining('Falta el identificador') })
})

test('what a calendar would contain, by its link or by an account', { timeout: 90_000 }, async () => {
  const { run, json, day, id } = await shell()
  const entries = await json('calendar', '--feed', id)
  expect(entries).toMatchObject([{ title: 'Mesa técnica de suelo', status: 'CONFIRMED', start: `${day}T15:00`, zone: 'America/Santiago', text: null }])
  const mine = ['calendar', '--email', 'Paula@ejemplo.cl']
  expect(await json(...mine)).toMatchObject([{ uid: entries[0].uid, text: expect.stringContaining('Folio R-') }])
  expect(await json(...mine, '--filter', 'region=10')).toEqual([])
  expect(await json(...mine, '--until', addDays(day, -1))).toEqual([])
  expect((await run('calendar', '--email', 'paula@ejemplo.cl', '--detail', 'busy')).out).toBe(`${day}T15:00\tAmerica/Santiago\tCONFIRMED\tOcupado`)

  expect(await run('calendar')).toMatchObject({ code: 2, err: 'Escriba --feed ID o --email CORREO.' })
  expect(await run('calendar', '--email', 'nadie@ejemplo.cl')).toMatchObject({ code: 1 })
  expect(await run('calendar', '--email', 'x', '--from', 'ayer')).toMatchObject({ code: 2, err: expect.stringContaining('AAAA-MM-DD') })
})
