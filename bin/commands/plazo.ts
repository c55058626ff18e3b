import { calendarFor, dueOn, needsNumber, type Place } from '#app/domain/deadlines/rules.ts'
import { LONGEST_TERM, termKinds, type TermKind } from '#app/domain/deadlines/terms.ts'
import { formatLongDay } from '#app/lib/dates.ts'
import { isDay } from '#app/lib/days.ts'
import { formatNumber } from '#app/lib/text.ts'
import { readCommunes } from '#db/catalog/communes.server.ts'
import { readHolidays } from '#db/catalog/holidays.server.ts'
import { readRegions } from '#db/catalog/regions.server.ts'

import { readOptions, Usage } from '../usage.ts'

export const help = `
Calcula cuándo vence un plazo, con los feriados del catálogo. No necesita base de datos.

Uso: npx hilvan plazo --desde AAAA-MM-DD --tipo TIPO [--n N] [--comuna CUT] [--region NN] [--json]

  --desde   día desde el que se cuenta; ese día no se cuenta
  --tipo    ${Object.entries(termKinds).map(([kind, label]) => `${kind.padEnd(18)} ${label.toLowerCase()}`).join('\n            ')}
  --n       cuántos días o meses (los tipos que solo miran el mes no lo usan)
  --comuna  comuna de quien debe, por su código CUT de cinco cifras; trae consigo su región
  --region  región de quien debe, por su código de dos cifras; sin comuna no cuentan feriados comunales
  --json    {"due_on", "rule", "skipped": [{"date", "why"}]}; además "beyond_table" si la tabla de feriados no alcanza

Ejemplo: npx hilvan plazo --desde 2026-11-20 --tipo habiles --n 10 --comuna 16101
`

const options = {
  desde: { type: 'string' },
  tipo: { type: 'string' },
  n: { type: 'string' },
  comuna: { type: 'string' },
  region: { type: 'string' },
  json: { type: 'boolean' },
} as const

export function run(args: string[]) {
  const asked = readOptions(args, options)
  const start = readStart(asked.desde)
  const kind = readKind(asked.tipo)
  const n = needsNumber(kind) ? readNumber(asked.n) : null
  const calendar = calendarFor(readPlace(asked.comuna, asked.region), readHolidays())

  const { due_on, rule, skipped, explanation, beyond_table } = orRefuse(() => dueOn({ start, kind, n, calendar }))
  const why = explanation && ` (${explanation})`
  console.log(asked.json
    ? JSON.stringify({ due_on, rule, skipped, ...(beyond_table && { beyond_table }) })
    : `${rule} · vence ${formatLongDay(due_on)}${why} · ${calendar.label}`)
}

/** A term that leaves the calendar is a refused question too. */
function orRefuse<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof RangeError ? new Usage(error.message, { cause: error }) : error
  }
}

function readStart(text: string | undefined) {
  if (!text) throw new Usage('Falta --desde con una fecha AAAA-MM-DD.')
  if (!isDay(text)) throw new Usage(`«${text}» no es una fecha: escriba AAAA-MM-DD, como 2026-11-20.`)
  return text
}

function readKind(text: string | undefined): TermKind {
  const known = Object.keys(termKinds).join(', ')
  if (!text) throw new Usage(`Falta --tipo: ${known}.`)
  if (!isKind(text)) throw new Usage(`No existe el tipo «${text}»: use ${known}.`)
  return text
}

const isKind = (text: string): text is TermKind => Object.hasOwn(termKinds, text)

function readNumber(text: string | undefined) {
  if (!text) throw new Usage('Falta --n con el número de días o meses.')
  if (!/^\d+$/.test(text)) throw new Usage(`«${text}» no sirve como --n: debe ser un número entero, desde 0.`)
  if (Number(text) > LONGEST_TERM) throw new Usage(`--n es demasiado grande: hasta ${formatNumber(LONGEST_TERM)}.`)
  return Number(text)
}

function readPlace(cut: string | undefined, code: string | undefined): Place {
  const region = code ? readRegions().find((region) => region.code === code) : undefined
  if (code && !region) throw new Usage(`No existe la región «${code}»: use su código de dos cifras, como 08 o 16.`)
  if (!cut) return { region_code: region?.code, region_name: region?.short_name }

  const commune = readCommunes().find((commune) => commune.cut === cut)
  if (!commune) throw new Usage(`No existe la comuna «${cut}»: use su código CUT de cinco cifras, como 16101.`)
  if (region && region.code !== commune.region_code) {
    throw new Usage(`La comuna ${cut} (${commune.name}) no está en la región ${region.code} (${region.short_name}).`)
  }
  const own = readRegions().find((region) => region.code === commune.region_code)
  return { commune_cut: cut, commune_name: commune.name, region_code: own?.code, region_name: own?.short_name }
}
