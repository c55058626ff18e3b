import fc from 'fast-check'
import { expect, test } from 'vitest'

import { csv } from '#app/lib/csv.server.ts'
import { addDays } from '#app/lib/days.ts'
import { textOf } from '#app/lib/sheets/cells.ts'
import { readDay } from '#app/lib/sheets/days.ts'
import { readFile } from '#app/lib/sheets/file.server.ts'
import type { Cell } from '#app/lib/sheets/reading.ts'
import { tableOf, type Column } from '#app/lib/spreadsheet.server.ts'
import { workbook } from '#app/lib/xlsx.server.ts'

const text = fc
  .array(fc.constantFrom("'", '"', ' ', '=', '+', '-', '@', ';', '\n', 'ñ', 'Á', 'a', '1', '<', '&'), { minLength: 1, maxLength: 8 })
  .map((signs) => signs.join('').trim())
  .filter((one) => one !== '')
const person = fc.record({ name: text, phone: fc.constantFrom('+56 9 1234 5678', '+56 2 2345 6789'), since: fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1950-01-01', n)) })

test('a list that left as Excel or as CSV comes back with the same texts, phones and days', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 5 }), async (people) => {
      type Person = (typeof people)[number]
      const columns: Column<Person>[] = [
        { header: 'Nombre', type: 'text', width: 20, value: ({ name }) => name },
        { header: 'Teléfono', type: 'phone', width: 20, value: ({ phone }) => phone },
        { header: 'Desde', type: 'day', width: 12, value: ({ since }) => since },
      ]
      const table = tableOf('Personas', columns, async function* () {
        yield people
      })
      const [book, plain] = await Promise.all([gathered(workbook([table], [['Hecho por', 'Rosa']], new Date('2026-11-24T12:00:00Z'))), gathered(csv(table, [['Hecho por', 'Rosa']]))])
      const rowsIn = (bytes: Uint8Array, name: string) => readFile({ bytes, name }).sheets[0]!.rows.slice(1).map((row) => row.slice(0, 3))
      const back = (rows: Cell[][]) => rows.map(([name, phone, since]) => ({ name: textOf(name), phone: textOf(phone), since: readDay(since!, 'dmy') }))
      const expected = people.map(({ name, phone, since }) => ({ name, phone, since: { day: since } }))
      expect(back(rowsIn(book, 'x.xlsx'))).toEqual(expected)
      expect(back(rowsIn(plain, 'x.csv'))).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

async function gathered(pieces: AsyncIterable<Uint8Array>) {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}
