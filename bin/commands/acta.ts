import { settingOf } from '#app/domain/minutes/queries/catalog-setting.server.ts'
import { createReader } from '#app/domain/minutes/rules.ts'
import type { Reading } from '#app/domain/minutes/rules/reading.ts'
import { formatDay, isDay } from '#app/lib/days.ts'
import { readCommunes } from '#db/catalog/communes.server.ts'

import { readOptions, Usage } from '../usage.ts'

export const help = `
Lee líneas de un acta y dice qué es cada una: compromiso, acuerdo o nota. No necesita base de datos.

Uso: npx hilvan acta --fecha AAAA-MM-DD [--municipio CUT] [--json] < lineas.txt

  --fecha      día de la reunión: desde ahí se cuentan los plazos
  --municipio  comuna de la municipalidad de la reunión, por su código CUT de cinco cifras; trae consigo su región
  --json       un objeto por línea: {"line", "kind", "complete", "text", "debtors", "due_on", "due_rule", "questions",
               "beneficiaries", "responsible", "audience", "warnings"}; sin él, una frase por línea

Las conversaciones pegadas de WhatsApp se entienden: quien envía es «yo» y «nosotros».

Ejemplo: echo "SERVIU enviará el catastro el viernes" | npx hilvan acta --fecha 2026-11-20
`

const options = {
  fecha: { type: 'string' },
  municipio: { type: 'string' },
  json: { type: 'boolean' },
} as const

export async function run(args: string[]) {
  const asked = readOptions(args, options)
  const on = readDay(asked.fecha)
  const commune_cut = readCommune(asked.municipio)
  const text = await readInput()
  // The last line of a file ends with a line break, and nothing comes after it.
  const readings = text === '' ? [] : createReader(settingOf({ on, commune_cut })).minutes(text.replace(/\r?\n$/, ''))
  const tell = asked.json ? (reading: Reading) => JSON.stringify(asObject(reading)) : asSentence
  if (readings.length > 0) console.log(readings.map(tell).join('\n'))
}

function readDay(text: string | undefined) {
  if (!text) throw new Usage('Falta --fecha con el día de la reunión, AAAA-MM-DD.')
  if (!isDay(text)) throw new Usage(`«${text}» no es una fecha: escriba AAAA-MM-DD, como 2026-11-20.`)
  return text
}

function readCommune(cut: string | undefined) {
  if (cut && !readCommunes().some((commune) => commune.cut === cut)) {
    throw new Usage(`No existe la comuna «${cut}»: use su código CUT de cinco cifras, como 13102.`)
  }
  return cut ?? null
}

async function readInput() {
  if (process.stdin.isTTY) throw new Usage('Faltan las líneas: páselas por la entrada, como «npx hilvan acta --fecha 2026-11-20 < lineas.txt».')
  const parts: Buffer[] = []
  for await (const part of process.stdin) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8').replace(/^\uFEFF/, '')
}

function asObject(reading: Reading) {
  const { line, kind, complete, text, debtors, due, questions, beneficiaries, audience, warnings } = reading
  return {
    line, kind, complete, text,
    debtors: debtors.map(({ written }) => written),
    due_on: complete ? (due?.on ?? null) : null,
    due_rule: due?.said ?? null,
    questions: questions.map((question) => question.text),
    beneficiaries: beneficiaries.map(({ written }) => written),
    responsible: debtors.find(({ responsible }) => responsible)?.responsible?.written ?? null,
    audience, warnings,
  }
}

const names = { commitment: 'Compromiso', agreement: 'Acuerdo', note: 'Nota' } as const

/** «Compromiso: Enviar el catastro · debe SERVIU · vence 27-11-2026 (viernes 27 de noviembre)». */
function asSentence({ kind, complete, text, debtors, due, questions, warnings }: Reading) {
  if (kind !== 'commitment') return `${names[kind]}: ${text}`
  const parts = [
    `${complete ? names.commitment : 'Compromiso incompleto'}: ${text}`,
    debtors.length > 0 && `debe ${debtors.map(({ written }) => written).join(', ')}`,
    due && (due.on ? `vence ${formatDay(due.on)} (${due.said})` : `vence con la ${due.said}`),
    ...warnings, ...questions.map((question) => question.text),
  ]
  return parts.filter(Boolean).join(' · ')
}
