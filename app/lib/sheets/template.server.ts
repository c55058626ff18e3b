import { tableOf, type Column, type Table } from '../spreadsheet.server.ts'

/** A column of a sheet to be filled in: `example` as it would be typed (a day is `YYYY-MM-DD`), `help` a sentence. */
export type TemplateColumn = { header: string; type: 'text' | 'phone' | 'day'; isNeeded: boolean; example: string | null; help: string }

/**
 * The tables of a template, for `workbook`: the names of the columns over one row of example, and a sheet that says what
 * goes in each. What reads sheets finds these names again.
 */
export function templateTables(name: string, columns: TemplateColumn[]): Table[] {
  const example = columns.map(({ header, type }, at): Column<TemplateColumn[]> => ({ header, type, width: 24, value: (row) => row[at]!.example }))
  const instructions: Column<TemplateColumn>[] = [
    { header: 'Columna', type: 'text', width: 24, value: ({ header }) => header },
    { header: 'Hace falta', type: 'text', width: 12, value: ({ isNeeded }) => (isNeeded ? 'Sí' : 'No') },
    { header: 'Qué va en ella', type: 'text', width: 80, value: ({ help }) => help },
  ]
  return [tableOf(name, example, () => once([columns])), tableOf('Instrucciones', instructions, () => once(columns))]
}

async function* once<Row>(rows: Row[]) {
  yield rows
}
