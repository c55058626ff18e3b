/** What is stored about a series, and how it is read. */

/** What becomes of the dates that fall on a holiday. */
export const holidayWays = {
  skip: 'No se realizan',
  move: 'Pasan al día hábil siguiente',
  keep: 'Se realizan igual',
} as const
export type HolidayWay = keyof typeof holidayWays

/** Which dates an act is about. */
export const scopes = {
  one: 'Solo esta fecha',
  following: 'Esta y las siguientes',
  all: 'Toda la serie',
} as const
export type Scope = keyof typeof scopes

/** How a form says that a meeting repeats; the first date gives the day of the week or of the month. */
export const repetitions = {
  weekly: 'Cada semana, el mismo día',
  biweekly: 'Cada dos semanas, el mismo día',
  workdays: 'Todos los días hábiles',
  monthly_weekday: 'Cada mes, como el segundo martes',
  monthly_last_weekday: 'Cada mes, como el último viernes',
  monthly_day: 'Cada mes, el mismo número de día',
  monthly_last_day: 'Cada mes, el último día',
  yearly: 'Cada año',
  weeks: 'Otra: cada varias semanas, o varios días',
} as const
export type Repetition = keyof typeof repetitions

export const weekdays = { MO: 'lunes', TU: 'martes', WE: 'miércoles', TH: 'jueves', FR: 'viernes', SA: 'sábado', SU: 'domingo' } as const
export type Weekday = keyof typeof weekdays

/** Dates of one series. */
export const MOST_DATES = 400
/** Years that a series may last. */
export const MOST_YEARS = 5
