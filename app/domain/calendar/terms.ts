import { owners } from '../meetings/terms.ts'

/** How the calendar page may be read. «Agenda» is a list: the twin of every grid, and what a phone opens with. */
export const calendarModes = { agenda: 'Agenda', dia: 'Día', semana: 'Semana', mes: 'Mes' } as const
export type CalendarMode = keyof typeof calendarModes

/** What may be laid over the days: meetings by who owns them, what falls due, holidays. */
export const calendarLayers = { ...owners, vencimientos: 'Vencimientos', feriados: 'Feriados' } as const
export type CalendarLayer = keyof typeof calendarLayers
