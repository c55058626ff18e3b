import { z } from 'zod'

import { link, oneOf, operation, optionalDay, optionalReference, optionalText, text, version } from '#app/lib/fields.server.ts'

import { lobbyStatuses } from './terms.ts'

const year = () =>
  z
    .string()
    .trim()
    .refine((value) => value === '' || /^20\d\d$/.test(value), { error: 'Escriba el año de la resolución, por ejemplo 2026.' })
    .optional()
    .transform((value) => (value ? Number(value) : null))

const facts = {
  title: text(150, 'Escriba el nombre del cargo.'),
  unit: optionalText(100),
  reports_to_id: optionalReference(),
  lobby_status: oneOf(lobbyStatuses, 'Elija qué dice la Ley del Lobby de este cargo.'),
  lobby_year: year(),
  lobby_url: link(),
}

const NEEDS_YEAR = { path: ['lobby_year'], error: 'Escriba el año de la resolución, por ejemplo 2026.' }
const saysItsYear = ({ lobby_status, lobby_year }: { lobby_status: string; lobby_year: number | null }) =>
  lobby_status !== 'by_resolution' || lobby_year !== null

export const newPositionForm = z.object({ operation_id: operation(), ...facts }).refine(saysItsYear, NEEDS_YEAR)
export type NewPositionInput = z.output<typeof newPositionForm>

export const positionForm = z.object({ version: version(), ...facts, abolished_on: optionalDay() }).refine(saysItsYear, NEEDS_YEAR)
export type PositionInput = z.output<typeof positionForm>
