import { settingOf } from '#app/domain/minutes/queries/catalog-setting.server.ts'
import { createReader } from '#app/domain/minutes/rules.ts'
import type { Reading, Setting } from '#app/domain/minutes/rules/reading.ts'

/** Friday 20 November 2026, nobody known but the catalogue. */
export const FRIDAY = '2026-11-20'

const nobody = settingOf({ on: FRIDAY })
const readers = new Map<string, ReturnType<typeof createReader>>()

/** Reads a line with the catalogue alone. */
export function read(line: string, on = FRIDAY): Reading {
  const reader = readers.get(on) ?? createReader({ ...nobody, on })
  readers.set(on, reader)
  return reader.line(line)
}

/** «compromiso · SERVIU · 2026-11-27»: what matters of a reading, in a line. */
export function told(line: string, on = FRIDAY): string {
  const { kind, complete, debtors, due } = read(line, on)
  if (kind !== 'commitment') return kind === 'agreement' ? 'acuerdo' : 'nota'
  const who = debtors.map(({ written, responsible }) => (responsible ? `${written} (${responsible.written})` : written)).join(', ') || 'nadie'
  return complete ? `compromiso · ${who} · ${due?.on ?? due?.said}` : `incompleto · ${who}`
}

/** A meeting in Tomé with its municipality and SERVIU Biobío: two Muñoz, posts and people. */
export const tome: Setting = {
  ...settingOf({ on: FRIDAY, commune_cut: '08111' }),
  present: ['muni-08111', 'serviu-08'],
  people: [
    { ref: 'persona:ana', name: 'Ana Muñoz Vera', institution_id: 'muni-08111', position_id: 'muni-08111:works_director' },
    { ref: 'persona:luis', name: 'Luis Muñoz', institution_id: 'serviu-08', position_id: null },
    { ref: 'persona:rosa', name: 'Rosa Tapia', institution_id: null, position_id: null },
  ],
}
