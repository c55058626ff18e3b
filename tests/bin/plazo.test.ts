import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const hilvan = (...args: string[]) => start(process.execPath, [join(root, 'bin/hilvan.ts'), ...args])
const plazo = (line: string) => hilvan('plazo', ...line.split(' '))

type Finished = { code: number; out: string; err: string }

function start(file: string, args: string[], env: NodeJS.ProcessEnv = process.env) {
  // Neither folder nor database: this command must not need them.
  const away = { ...env, DATABASE_URL: 'postgres://nobody@nowhere.invalid/none', HILVAN_DATA: '/nonexistent' }
  return new Promise<Finished>((done) => {
    execFile(file, args, { cwd: root, env: away }, (error, out, err) => {
      done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err })
    })
  })
}

test('a deadline is told as JSON with the days passed over', async () => {
  const { code, out, err } = await plazo('--desde 2026-11-27 --tipo habiles --n 10 --json')
  expect([code, err]).toEqual([0, ''])
  expect(JSON.parse(out)).toEqual({
    due_on: '2026-12-14',
    rule: '10 días hábiles',
    skipped: [
      { date: '2026-11-28', why: 'sábado' }, { date: '2026-11-29', why: 'domingo' },
      { date: '2026-12-05', why: 'sábado' }, { date: '2026-12-06', why: 'domingo' },
      { date: '2026-12-08', why: 'Inmaculada Concepción' },
      { date: '2026-12-12', why: 'sábado' }, { date: '2026-12-13', why: 'domingo' },
    ],
  })
})

test('a deadline is told as a sentence', async () => {
  const { out } = await plazo('--desde 2026-11-27 --tipo habiles --n 10')
  expect(out).toBe(
    '10 días hábiles · vence lunes 14 de diciembre de 2026 ' +
    '(se saltan 8-12 (Inmaculada Concepción) y 3 fines de semana) · calendario nacional\n',
  )
})

test('a commune brings its own holidays and its region’s', async () => {
  const [chillan, sanCarlos, arica] = await Promise.all([
    plazo('--desde 2026-08-18 --tipo habiles --n 3 --comuna 16101 --json'),
    plazo('--desde 2026-08-18 --tipo habiles --n 3 --comuna 16301 --region 16 --json'),
    plazo('--desde 2027-06-03 --tipo habiles --n 5 --comuna 15201 --json'),
  ])
  expect(JSON.parse(chillan.out).due_on).toBe('2026-08-24')
  expect(JSON.parse(sanCarlos.out).due_on).toBe('2026-08-21')
  expect(JSON.parse(arica.out).due_on).toBe('2027-06-11')
})

test('beyond the table of holidays it says so', async () => {
  const { code, out } = await plazo('--desde 2030-12-30 --tipo habiles --n 5 --json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ due_on: '2031-01-06', beyond_table: true })
})

test('what cannot be understood is refused with one sentence and code 2', async () => {
  const refusals: Record<string, string> = {
    '--tipo habiles --n 1': 'Falta --desde con una fecha AAAA-MM-DD.',
    '--desde 2026-02-30 --tipo habiles --n 1': '«2026-02-30» no es una fecha: escriba AAAA-MM-DD, como 2026-11-20.',
    '--desde 2026-11-20 --tipo habiles': 'Falta --n con el número de días o meses.',
    '--desde 2026-11-20 --tipo habiles --n=-1': '«-1» no sirve como --n: debe ser un número entero, desde 0.',
    '--desde 2026-11-20 --tipo habiles --n -1': 'El valor de «--n» falta o no sirve.',
    '--desde 2026-11-20 --tipo meses --n 1.5': '«1.5» no sirve como --n: debe ser un número entero, desde 0.',
    '--desde 2026-11-20 --tipo corridos --n 1 --comuna 99999':
      'No existe la comuna «99999»: use su código CUT de cinco cifras, como 16101.',
    '--desde 2026-11-20 --tipo corridos --n 1 --region 99':
      'No existe la región «99»: use su código de dos cifras, como 08 o 16.',
    '--desde 2026-11-20 --tipo habiles --n 1 --comuna 16101 --region 08':
      'La comuna 16101 (Chillán) no está en la región 08 (Biobío).',
    '--desde 2026-11-20 --tipo habiles --n 1 --cuando hoy': 'No existe la opción «--cuando».',
    '--desde 9999-12-30 --tipo habiles --n 9': 'El plazo es demasiado largo.',
  }
  const answers = await Promise.all(Object.keys(refusals).map(plazo))
  expect(answers).toEqual(Object.values(refusals).map((sentence) => ({ code: 2, out: '', err: `${sentence}\n` })))

  const { code, err } = await plazo('--desde 2026-11-20 --tipo siempre --n 1')
  expect([code, err]).toEqual([2, expect.stringContaining('No existe el tipo «siempre»: use habiles, corridos')])
})

test('every command explains itself, and an unknown one is refused', async () => {
  const [overview, help, unknown, none] = await Promise.all([
    hilvan('--help'), hilvan('plazo', '--help'), hilvan('constructor'), hilvan(),
  ])
  expect(overview).toMatchObject({ code: 0, out: expect.stringContaining('plazo') })
  expect(help).toMatchObject({ code: 0, out: expect.stringContaining('--desde AAAA-MM-DD'), err: '' })
  expect(unknown).toMatchObject({ code: 2, out: '', err: expect.stringContaining('No existe el comando «constructor».') })
  expect(none).toMatchObject({ code: 2, out: '' })
})

test('npx finds the command in the project, offline, with the Node that npm brought', async () => {
  const cache = mkdtempSync(join(tmpdir(), 'hilvan-npx-'))
  const env = { ...process.env, npm_config_cache: cache, npm_config_offline: 'true', npm_config_loglevel: 'error' }
  const args = ['hilvan', 'plazo', '--desde', '2026-11-20', '--tipo', 'habiles', '--n', '10', '--json']
  const { code, out } = await start('npx', args, env)
  rmSync(cache, { recursive: true, force: true })
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ due_on: '2026-12-04', rule: '10 días hábiles' })
}, 60_000)
