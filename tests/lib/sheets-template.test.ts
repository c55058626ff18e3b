import { expect, test } from 'vitest'

import { readFile } from '#app/lib/sheets/file.server.ts'
import { guessHeader } from '#app/lib/sheets/header.ts'
import { templateTables } from '#app/lib/sheets/template.server.ts'
import { workbook } from '#app/lib/xlsx.server.ts'

test('a template is read back with its columns, its example and what goes in each', async () => {
  const tables = templateTables('Personas', [
    { header: 'Nombre completo', type: 'text', isNeeded: true, example: 'Ana Ejemplo Soto', help: 'Nombres y apellidos.' },
    { header: 'Teléfono', type: 'phone', isNeeded: false, example: '+56 9 1234 5678', help: 'Con su código.' },
    { header: 'Inicio', type: 'day', isNeeded: false, example: '2024-12-06', help: 'dd-mm-aaaa.' },
    { header: '=Nota', type: 'text', isNeeded: false, example: '=1+1', help: '=nada' },
  ])
  const pieces: Uint8Array[] = []
  for await (const piece of workbook(tables, [['Qué es', 'Plantilla']], new Date('2026-11-24T12:00:00Z'))) pieces.push(piece)
  const { sheets } = readFile({ bytes: Buffer.concat(pieces), name: 'plantilla.xlsx' })

  expect(sheets.map(({ name, rows }) => [name, rows])).toEqual([
    ['Personas', [['Nombre completo', 'Teléfono', 'Inicio', '=Nota'], ['Ana Ejemplo Soto', '+56 9 1234 5678', { day: '2024-12-06' }, '=1+1']]],
    ['Instrucciones', [
      ['Columna', 'Hace falta', 'Qué va en ella'], ['Nombre completo', 'Sí', 'Nombres y apellidos.'], ['Teléfono', 'No', 'Con su código.'], ['Inicio', 'No', 'dd-mm-aaaa.'], ['=Nota', 'No', '=nada'],
    ]],
    ['Sobre este archivo', [['Qué es', 'Plantilla']]],
  ])
  expect(guessHeader(sheets[0]!.rows)).toEqual({ row: 0, first: 1, names: ['Nombre completo', 'Teléfono', 'Inicio', '=Nota'] })
})
