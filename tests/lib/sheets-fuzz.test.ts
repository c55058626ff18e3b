import fc from 'fast-check'
import { expect, test } from 'vitest'

import { readFile } from '#app/lib/sheets/file.server.ts'
import { guessColumns } from '#app/lib/sheets/columns.ts'
import { days, emails, personNames } from '#app/lib/sheets/content.ts'
import { dayOrderOf } from '#app/lib/sheets/days.ts'
import { describeReading } from '#app/lib/sheets/describe.ts'
import { guessHeader } from '#app/lib/sheets/header.ts'
import { Unreadable, type Reading } from '#app/lib/sheets/reading.ts'
import { takingTurns } from '#app/lib/turns.server.ts'
import { messySheet } from '#tests/support/messy-sheet.ts'
import { packed, xlsxParts } from '#tests/support/xlsx.ts'

const sheet = messySheet({ rows: 12 })
const vcf = Buffer.from('BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Mu=C3=B1oz;Jos=C3=A9;;;\r\nTEL;CELL:+56912345678\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\\, Soto\r\nADR:;;Calle 1;Ñuñoa;;;\r\nEND:VCARD\r\n')
const files = [sheet.csv('UTF-8'), sheet.csv('UTF-16'), sheet.csv('Windows-1252', ','), sheet.csv('mixed', '\t'), vcf, Buffer.from(sheet.xlsx())]
const parts = xlsxParts([{ name: 'Hoja', rows: sheet.rows.map(({ cells }) => cells), merged: ['A1:A3'], hiddenRows: [2] }], { is1904: true })

const pieces = ['\0', '"', ';', '\n', '\r\n', 'sep=|\n', '=', "'", '\ufeff', '\ud800', '\u202e', '&#xD800;', '&#0;', '&amp', '<', '>', '</c>', '<c r="A0">', '<row r="0">', '<v>1e308</v>', 't="s"', 's="-1"', '<![CDATA[', '<!--', 'PK\u0003\u0004', 'BEGIN:VCARD\n', 'END:VCARD\n', '=C3', '99999999999', '-1', 'Infinity', '1E400']
const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), drop: fc.nat(60), put: fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 6 })) })
const edits = fc.array(edit, { minLength: 1, maxLength: 10 })

const broken = (file: Buffer, list: { at: number; drop: number; put: string }[]) =>
  list.reduce((before, { at, drop, put }) => {
    const from = Math.floor(at * before.length)
    return Buffer.concat([before.subarray(0, from), Buffer.from(put), before.subarray(from + drop)])
  }, file)

/** A reading or a refusal, in two seconds, and the page that shows it can do so. */
async function check(bytes: Uint8Array) {
  const began = performance.now()
  let reading: Reading | undefined
  try {
    reading = readFile({ bytes, name: 'x.csv' })
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    expect(error.message).toMatch(/^\p{Lu}.*[.)]$/u)
  }
  for (const one of reading?.sheets ?? []) {
    expect(new Set(one.rows.map(({ length }) => length)).size).toBeLessThanOrEqual(1)
    const header = guessHeader(one.rows)
    expect(guessColumns(one.rows, header, [{ key: 'name', words: ['nombre'], content: personNames }, { key: 'email', words: ['correo'], content: emails }, { key: 'day', words: ['inicio'], content: days }])).toHaveLength(header.names.length)
    dayOrderOf(one.rows.map((row) => row[0] ?? null))
    expect(await describeReading(reading!, one, takingTurns())).toMatch(/fila/)
  }
  expect(JSON.parse(JSON.stringify(reading ?? null))).toEqual(reading ?? null)
  expect(JSON.stringify(reading ?? null)).not.toMatch(/[\u202a-\u202e]|\\u0000|\\ud[89a-f]/)
  expect(performance.now() - began).toBeLessThan(2_000)
}

test('C3: files of every kind, broken at random, are read or refused with a sentence, and never crash or hang', { timeout: 60_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.constantFrom(...files), edits, (file, list) => check(broken(file, list))), { numRuns: 1_000 })
})

test('C3: books whose parts were broken before they were packed, likewise', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(parts)), edits, (name, list) => check(packed({ ...parts, [name]: broken(Buffer.from(parts[name]!), list) }))),
    { numRuns: 1_000 },
  )
})
