import { decode } from './encoding.ts'
import { Grid, wholeRoom } from './grid.server.ts'
import { MOST, Unreadable, type Reading } from './reading.ts'
import { Tally } from './tally.ts'
import { cardLines, type CardLine } from './vcard-lines.server.ts'

/** The columns in which contacts of a phone are read. Birthdays, photographs and what is not of work stay outside. */
const CARD_COLUMNS = [
  'Nombre completo', 'Tratamiento', 'Nombres', 'Apellidos', 'Institución', 'Unidad', 'Cargo',
  'Correo', 'Correo 2', 'Teléfono', 'Teléfono 2', 'Dirección', 'Comuna', 'Región', 'Nota',
] as const
const MOST_LINES = 1_000
type CardColumn = (typeof CARD_COLUMNS)[number]

/** Reads vCards 2.1, 3.0 and 4.0, as many as the file holds: a row for each, under names of columns of ours. */
export function readVcf(bytes: Uint8Array, name: string): Reading {
  const { encoding } = decode(bytes)
  const tally = new Tally()
  const grid = new Grid(tally, wholeRoom())
  for (const [column, title] of CARD_COLUMNS.entries()) grid.put(0, column, title)
  let row = 0
  let open: CardLine[] | undefined
  let unclosed = 0
  for (const line of cardLines(bytes)) {
    if (line.name === 'BEGIN') {
      if (open) unclosed++
      open = []
    } else if (line.name === 'END' && open) {
      row++
      if (row >= MOST.rows) throw new Unreadable('Trae más de 20.000 contactos. Expórtelos por partes.')
      for (const [title, text] of cardOf(open)) grid.put(row, CARD_COLUMNS.indexOf(title), text)
      open = undefined
    } else if (open && open.push(line) > MOST_LINES) throw new Unreadable('Uno de sus contactos no termina. Expórtelos de nuevo desde el teléfono o el correo.')
  }
  if (open) unclosed++
  if (row === 0) throw new Unreadable('No trae ningún contacto completo. Expórtelos de nuevo desde el teléfono o el correo.')
  const notes = tally.notes()
  if (unclosed > 0) notes.push(unclosed === 1 ? 'Se dejó fuera 1 contacto cortado.' : `Se dejaron fuera ${unclosed} contactos cortados.`)
  return { format: 'vcf', encoding, separator: null, sheets: [{ name: name.replace(/\.[a-z]{1,5}$/i, ''), isHidden: false, rows: grid.finish() }], notes }
}

function cardOf(lines: CardLine[]): [CardColumn, string][] {
  const valuesOf = (name: string) => lines.filter((line) => line.name === name)
  const [family, given, middle, prefix] = parts(valuesOf('N')[0])
  const [institution, ...units] = parts(valuesOf('ORG')[0])
  const [box, extra, street, commune, region] = parts(preferred(valuesOf('ADR'))[0])
  const [mail, otherMail] = preferred(valuesOf('EMAIL')).map(textIn)
  const [phone, otherPhone] = preferred(valuesOf('TEL').filter(({ types }) => !types.includes('FAX'))).map((line) => textIn(line).replace(/^tel:/i, ''))
  const cells: [CardColumn, string | undefined][] = [
    ['Nombre completo', valuesOf('FN').map(textIn)[0]],
    ['Tratamiento', prefix],
    ['Nombres', joined(given, middle)],
    ['Apellidos', family],
    ['Institución', institution],
    ['Unidad', units.filter(Boolean).join(', ')],
    ['Cargo', valuesOf('TITLE').map(textIn)[0] || valuesOf('ROLE').map(textIn)[0]],
    ['Correo', mail], ['Correo 2', otherMail], ['Teléfono', phone], ['Teléfono 2', otherPhone],
    ['Dirección', joined(street, extra, box)], ['Comuna', commune], ['Región', region],
    ['Nota', valuesOf('NOTE').map(textIn)[0]],
  ]
  return cells.filter((cell): cell is [CardColumn, string] => Boolean(cell[1]))
}

const preferred = (lines: CardLine[]) => [...lines.filter(({ types }) => types.includes('PREF')), ...lines.filter(({ types }) => !types.includes('PREF'))]
const joined = (...texts: (string | undefined)[]) => texts.filter(Boolean).join(' ')

/** The parts of a value that has some, by «;» without a bar before it. */
function parts(line: CardLine | undefined): string[] {
  const apart = (line?.value ?? '').slice(0, MOST.cell).replace(/\\[^]|;/g, (sign) => (sign === ';' ? '\u0001' : sign))
  return apart.split('\u0001').map((part) => withoutBars(part).trim())
}

const textIn = ({ value }: CardLine) => withoutBars(value.slice(0, MOST.cell)).trim()
const withoutBars = (text: string) => text.replace(/\\([nN,;:\\])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign))
