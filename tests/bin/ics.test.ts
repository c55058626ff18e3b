import { execFileSync, spawnSync } from 'node:child_process'

import { expect, test } from 'vitest'

import { fixture } from '#tests/support/calendars.ts'

const ics = (input: string | Buffer, ...args: string[]) => spawnSync(process.execPath, ['bin/hilvan.ts', 'ics', ...args], { input, encoding: 'utf8' })

test('the command line tells what would be imported of a calendar, and writes nothing', () => {
  const read = JSON.parse(execFileSync(process.execPath, ['bin/hilvan.ts', 'ics', '--json'], { input: fixture('outlook'), encoding: 'utf8' })) as { encoding: string; entries: { title: string }[] }

  expect(read.encoding).toBe('Windows-1252')
  expect(read.entries.map(({ title }) => title)).toEqual(['Reunión con SERVIU: déficit y subsidios', 'Comité mensual de vivienda', 'Llamada con la dirección'])
  expect(ics(fixture('apple')).stdout).toContain('Mesa de Magallanes · 2027-07-15T12:00 America/Punta_Arenas')
})

test('what is no calendar ends with an error and its reason', () => {
  expect(ics('hola')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('No parece un calendario') })
})
