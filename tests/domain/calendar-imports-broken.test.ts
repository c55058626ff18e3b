import fc from 'fast-check'
import { expect, test } from 'vitest'

import { applyImport } from '#app/domain/calendar-imports/commands/apply.server.ts'
import { readImport } from '#app/domain/calendar-imports/commands/read.server.ts'
import { listEntries, totalsOf } from '#app/domain/calendar-imports/queries.server.ts'
import { importResult } from '#app/domain/calendar-imports/queries/result.server.ts'
import { previewImport } from '#app/domain/calendar-imports/queries/preview.server.ts'
import { isOffered } from '#app/domain/calendar-imports/rules/selection.ts'
import { fixture } from '#tests/support/calendars.ts'
import { createWorld } from '#tests/support/world.ts'

const pieces = [
  'BEGIN:VEVENT\r\n', 'END:VEVENT\r\n', '\r\nRRULE:FREQ=DAILY;COUNT=9\r\n', '\r\nRRULE:FREQ=YEARLY;BYDAY=5MO\r\n', '\r\nEXDATE:20270412T130000Z\r\n', '\r\nSTATUS:CANCELLED\r\n',
  '\r\nRECURRENCE-ID;TZID=America/Santiago:20270308T090000\r\n', '\r\nSEQUENCE:7\r\n', '2026', '2099', 'Z', ';VALUE=DATE', '\u0000', '<b>', '"', '\r\nUID:x\r\n', '\r\nDURATION:P40D\r\n', '\r\nDTSTART:20270404T030000Z\r\n',
]
const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), drop: fc.nat(30), put: fc.constantFrom(...pieces) })

test('H1: whatever was broken in a file, its totals are its entries, and the second time it creates and changes nothing', async () => {
  const { as } = await createWorld()
  const ctx = as('paula')
  const originals = ['google', 'outlook', 'apple'].map((name) => fixture(name).toString('latin1'))

  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...originals), fc.array(edit, { maxLength: 8 }), async (original, edits) => {
      const bytes = Buffer.from(edits.reduce((text, { at, drop, put }) => {
        const from = Math.floor(at * text.length)
        return text.slice(0, from) + put + text.slice(from + drop)
      }, original), 'latin1')
      const read = await readImport(ctx, { name: 'roto.ics', bytes })
      if (!read.ok) return
      const entries = await listEntries(ctx, read.id)
      const preview = await previewImport(ctx, read.id)
      expect(Object.values(preview.totals).reduce((a, b) => a + b)).toBe(entries.length)
      const picked = new Set(entries.filter(isOffered).map(({ position }) => position))
      expect(await applyImport(ctx, read.id, { picked, rest: true, zone: 'America/Santiago' })).toBe(true)
      const result = await importResult(ctx, read.id)
      expect(result.left).toEqual([])

      const again = await readImport(ctx, { name: 'roto.ics', bytes })
      expect(again.ok && totalsOf(await listEntries(ctx, again.id))).toMatchObject({ created: 0, changed: 0, discarded: 0 })
    }),
    { numRuns: 25 },
  )
}, 60_000)
