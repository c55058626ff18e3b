import type { DayOrder } from '#app/lib/sheets/days.ts'

/** What somebody answered to a problem: for every row that has it, by its key. */
export type Choice =
  /** The record that is meant. */
  | { use: string }
  | { does: 'create' | 'skip' | 'without' | 'adjust' | 'new' }
  /** A day for rows that bring none. */
  | { day: string }

/** What a person decided of a sheet, step by step. Indexes count from 0. */
export type Settings = {
  sheet: number | null
  /** The row of the header; null when it has none, undefined until somebody has confirmed it. */
  header?: number | null
  columns?: Record<number, string | null>
  days: Record<number, DayOrder>
  /** Values of ours that the file would replace stay as they are. */
  keeps: boolean
  /** Rows of which it was decided apart whether they do, by their line in the file. */
  keepsIn: Record<number, boolean>
  choices: Record<string, Choice>
}

export const blankSettings: Settings = { sheet: null, days: {}, keeps: false, keepsIn: {}, choices: {} }

/** Whether values of ours stay when this line says something else. */
export const keepsFor = ({ keeps, keepsIn }: Settings, line: number) => keepsIn[line] ?? keeps
