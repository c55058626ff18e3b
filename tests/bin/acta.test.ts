import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'

import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

type Finished = { code: number; out: string; err: string }

function acta(line: string, input = '') {
  // Neither folder nor database: this command must not need them.
  const env = { ...process.env, DATABASE_URL: 'postgres://nobody@nowhere.invalid/none', HILVAN_DATA: '/nonexistent' }
  return new Promise<Finished>((done) => {
    const child = execFile(process.execPath, [join(root, 'bin/hilvan.ts'), 'acta', ...line.split(' ').filter(Boolean)], { cwd: root, env }, (error, out, err) => {
      done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err })
    })
    child.stdin!.on('error', () => undefined)
    child.stdin!.end(input)
  })
}

const objects = ({ out }: Finished) => out.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)

test('each line of the input gives one object, blank lines too', async () => {
  const finished = await acta('--fecha 2026-11-20 --json', 'SERVIU y GORE firmarán el convenio a fines de marzo\n\nSERVIU revisará el caso\r\nSe acuerda realizar mesa técnica regional\nGORE informará en la próxima sesión\n')
  expect([finished.code, finished.err]).toEqual([0, ''])
  expect(objects(finished)).toMatchObject([
    { kind: 'commitment', complete: true, text: 'Firmar el convenio', debtors: ['SERVIU', 'GORE'], due_on: '2027-03-31', questions: [] },
    { line: '', kind: 'note', complete: false, debtors: [], due_on: null, due_rule: null },
    { line: 'SERVIU revisará el caso', kind: 'commitment', complete: false, debtors: ['SERVIU'], due_on: null, due_rule: null, questions: ['¿Para cuándo?'] },
    { kind: 'agreement', debtors: [], due_on: null },
    { kind: 'commitment', complete: true, due_on: null, due_rule: 'próxima sesión' },
  ])
})

test('the municipality of the meeting resolves «la muni», its units and its region', async () => {
  const finished = await acta('--fecha 2026-11-20 --municipio 13102 --json', 'La muni enviará la ficha en 10 días hábiles\nSERVIU responderá el lunes\nLa DOM emitirá el CIP el lunes')
  expect(objects(finished)).toMatchObject([
    { debtors: ['Municipalidad de Cerrillos'], due_on: '2026-12-04', due_rule: '10 días hábiles' }, { debtors: ['SERVIU Metropolitano'] }, { debtors: ['DOM'], responsible: 'DOM' },
  ])
})

test('a pasted conversation tells who speaks, and its times are no terms', async () => {
  const chat = [
    '[20/11/26 10:42] Paula Díaz: hola a todos', '[20/11/26 10:43] SERVIU Biobío: les mandamos el catastro el martes', 'y los planos los enviaremos antes de Navidad',
    '[20/11/26 10:44] Cerrillos: ¿cuándo nos responden?', '[20/11/26 10:50] Paula Díaz: yo mando el acta',
  ]
  const finished = await acta('--fecha 2026-11-20 --json', chat.join('\n'))
  expect(objects(finished).map(({ kind, complete, debtors, due_on }) => [kind, complete, debtors, due_on])).toEqual([
    ['note', false, [], null], ['commitment', true, ['SERVIU Biobío'], '2026-11-24'], ['commitment', true, ['SERVIU Biobío'], '2026-12-24'],
    ['note', false, [], null], ['commitment', false, [], null],
  ])
})

test('without --json every line is a Spanish sentence', async () => {
  const { out } = await acta('--fecha 2026-11-20', 'Cerrillos enviará la nómina mañana\nSERVIU envió el catastro')
  expect(out).toBe(
    'Compromiso: Enviar la nómina · debe Municipalidad de Cerrillos · vence 21-11-2026 (sábado 21 de noviembre) · Cae en día inhábil (sábado): no se mueve.\n' +
    'Nota: SERVIU envió el catastro\n',
  )
})

test('what cannot be understood is refused with one sentence and code 2', async () => {
  const refusals: Record<string, string> = {
    '': 'Falta --fecha con el día de la reunión, AAAA-MM-DD.',
    '--fecha 20-11-2026': '«20-11-2026» no es una fecha: escriba AAAA-MM-DD, como 2026-11-20.',
    '--fecha 2026-11-20 --municipio 99999': 'No existe la comuna «99999»: use su código CUT de cinco cifras, como 13102.',
    '--fecha 2026-11-20 --hoy': 'No existe la opción «--hoy».',
  }
  const answers = await Promise.all(Object.keys(refusals).map((line) => acta(line)))
  expect(answers).toEqual(Object.values(refusals).map((sentence) => ({ code: 2, out: '', err: `${sentence}\n` })))
  expect(await acta('--help')).toMatchObject({ code: 0, out: expect.stringContaining('--municipio') })
  expect(await acta('--fecha 2026-11-20 --json')).toEqual({ code: 0, out: '', err: '' })
})
