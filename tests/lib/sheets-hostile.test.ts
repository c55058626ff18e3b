import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { promisify } from 'node:util'

import { expect, test } from 'vitest'

import { readSheets } from '#app/lib/sheets/reader.server.ts'
import { Unreadable } from '#app/lib/sheets/reading.ts'
import { refused, zipBomb } from '#tests/support/hostile-sheets.ts'
import { packed, xlsxOf, xlsxParts } from '#tests/support/xlsx.ts'

const run = promisify(execFile)

/** What its thread may take, the file and what starting a thread costs; a bomb is a thousand times that. */
const MOST_MEGABYTES = 300

test.for(refused)('%s is refused with a sentence, soon', async ([, name, bytesOf, says]) => {
  const bytes = bytesOf()
  const began = performance.now()
  const problem: unknown = await readSheets(bytes, { name }).then((reading) => reading, (error: unknown) => error)

  // On a machine that does other things too; what it takes of the processor is measured below.
  expect(performance.now() - began).toBeLessThan(5_000)
  expect(problem).toBeInstanceOf(Unreadable)
  expect((problem as Unreadable).message).toMatch(says)
  expect((problem as Unreadable).message).toMatch(/[.).]$/)
})

/** Reads in a process that does nothing else. */
async function measured(bytes: Uint8Array) {
  const folder = mkdtempSync(join(tmpdir(), 'hilvan-sheets-'))
  try {
    writeFileSync(join(folder, 'x'), bytes)
    const { stdout } = await run(process.execPath, ['tests/support/reading-process.ts', join(folder, 'x')])
    return JSON.parse(stdout) as { problem: string | null; ms: number; megabytes: number }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test.for(refused.filter(([what]) => /bomb|million|forty|hundred thousand|without end|never|nothing but/.test(what)))('%s takes less than two seconds, and bounded memory', async ([, , bytesOf]) => {
  const { problem, ms, megabytes } = await measured(bytesOf())

  expect(problem).toMatch(/^Unreadable: /)
  expect(ms).toBeLessThan(2_000)
  expect(megabytes).toBeLessThan(MOST_MEGABYTES)
})

test('while a bomb is read, others are answered', async () => {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  const bytes = zipBomb(4_000, 0)
  delay.enable()
  await expect(readSheets(bytes, { name: 'x' })).rejects.toThrow(Unreadable)
  delay.disable()
  expect(delay.percentile(99) / 1e6).toBeLessThan(200)
})

test('a list as long as we read is read, and what it holds is kept whole', async () => {
  const rows = Array.from({ length: 19_999 }, (_, n) => Array.from({ length: 20 }, (_, column) => (column % 2 ? n * column : `texto ${n % 500} ${column}`)))
  const { sheets } = await readSheets(xlsxOf([{ name: 'Larga', rows }]), { name: 'larga.xlsx' })
  expect(sheets[0]!.rows).toEqual(rows)
})

test('what can be cleaned is cleaned, and it is said where', async () => {
  const rows = [['Nombre', 'Nota'], [`Ana ${'x'.repeat(296)}`, 'a\u202eb\u200bc\u0007'], ['Luis', 'y'.repeat(1_000_000)], ['_xD800_Rosa', '=HYPERLINK("http://x")']]
  const { sheets, notes } = await readSheets(xlsxOf([{ name: 'Hoja', rows }]), { name: 'x.xlsx' })

  expect(sheets[0]!.rows).toEqual([['Nombre', 'Nota'], [`Ana ${'x'.repeat(296)}`, 'abc'], ['Luis', 'y'.repeat(32_767)], ['\ufffdRosa', '=HYPERLINK("http://x")']])
  expect(notes).toEqual(['Se quitaron caracteres invisibles de 2 celdas (la primera, B2).', 'Se cortó en 32.767 caracteres el texto de la celda B3.'])
})

test('nothing outside of the file is looked for: what a formula of another book gave is read, and its address is not', async () => {
  const parts = xlsxParts([{ name: 'Hoja', rows: [['Nombre'], [{ formula: "'http://127.0.0.1:9/[x.xlsx]a'!A1", value: 'Ana' }]] }])
  const rels = parts['xl/_rels/workbook.xml.rels']!.replace('</Relationships>', '<Relationship Id="rId1" Type="http://x/worksheet" Target="http://127.0.0.1:9/x.xml" TargetMode="External"/></Relationships>')
  const { sheets } = await readSheets(packed({ ...parts, 'xl/_rels/workbook.xml.rels': rels }), { name: 'x.xlsx' })
  expect(sheets.map(({ rows }) => rows)).toEqual([[['Nombre'], ['Ana']]])
})
