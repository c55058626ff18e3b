import type { Field } from '#app/lib/sheets/columns.ts'
import { textOf } from '#app/lib/sheets/cells.ts'
import { sampleOf } from '#app/lib/sheets/content.ts'
import type { Cell } from '#app/lib/sheets/reading.ts'
import { fold, parseRut } from '#app/lib/text.ts'

import { columnWords, type ImportKind } from '../terms.ts'

/** Other names of each column, as people write them above their sheets. */
const WORDS: Record<ImportKind, Record<string, string[]>> = {
  people: {
    full_name: ['nombre', 'nombre y apellido', 'nombre y apellidos', 'nombres y apellidos', 'persona', 'contacto', 'autoridad', 'funcionario', 'titular del cargo', 'fn'],
    given_names: ['nombres', 'nombre de pila', 'primer nombre'],
    surnames: ['apellidos', 'apellido'],
    first_surname: ['apellido paterno', 'ap. paterno', 'paterno', 'apellido 1'],
    second_surname: ['apellido materno', 'ap. materno', 'materno', 'apellido 2'],
    rut: ['run', 'r.u.t.', 'rut persona', 'cédula', 'cedula de identidad'],
    treatment: ['trato', 'sr/sra', 'título', 'don/doña'],
    institution: ['municipalidad', 'municipio', 'organismo', 'servicio', 'entidad', 'organización', 'empresa', 'org', 'cut', 'rut institución'],
    commune: ['comuna'],
    position: ['función', 'puesto', 'cargo actual', 'title'],
    unit: ['unidad', 'dirección', 'departamento', 'área', 'depto'],
    tenure_kind: ['calidad', 'calidad jurídica', 'tipo de nombramiento', 'titular o subrogante'],
    starts_on: ['desde', 'fecha inicio', 'inicio', 'asume', 'fecha de asunción', 'en el cargo desde', 'fecha desde', 'asumió'],
    ends_on: ['hasta', 'fecha término', 'término', 'fin', 'fecha hasta', 'termina'],
    email: ['correo', 'email', 'e-mail', 'mail', 'correo electrónico', 'correo institucional'],
    other_email: ['correo 2', 'segundo correo', 'correo alternativo', 'e-mail 2', 'correo personal'],
    phone: ['teléfono', 'fono', 'celular', 'móvil', 'tel', 'telefono fijo', 'contacto telefónico'],
    other_phone: ['teléfono 2', 'segundo teléfono', 'celular 2', 'teléfono secretaria'],
    whatsapp: ['whatsapp', 'wsp', 'wasap'],
    source: ['fuente', 'origen', 'origen del dato'],
    note: ['nota', 'notas', 'observaciones', 'comentarios', 'obs'],
  },
  members: {
    institution: ['municipalidad', 'municipio', 'miembro', 'nombre', 'organismo'],
    commune: ['comuna'],
    cut: ['cut', 'código', 'codigo comuna', 'código único territorial'],
    since: ['desde', 'fecha', 'ingreso', 'fecha de ingreso', 'incorporación', 'fecha incorporación'],
  },
  positions: {
    institution: ['municipalidad', 'municipio', 'organismo', 'servicio', 'entidad', 'cut'],
    commune: ['comuna'],
    title: ['título', 'nombre del cargo', 'función', 'puesto'],
    unit: ['unidad', 'dirección', 'departamento', 'área'],
  },
  meetings: {
    date: ['fecha reunión', 'día'],
    start: ['hora', 'inicio', 'desde'],
    end: ['término', 'hora fin', 'hasta', 'fin'],
    title: ['nombre', 'tema', 'asunto', 'reunión', 'materia'],
    kind: ['tipo'],
    institutions: ['institución', 'participantes', 'asistentes', 'municipalidad', 'municipio', 'organismos'],
    place: ['dirección', 'sala', 'ubicación'],
    description: ['detalle', 'observaciones', 'resumen', 'comentarios'],
  },
}

/** How much cells look like what a column may hold, from 0 to 1, without its name. */
const CONTENT: Record<string, (cells: Cell[]) => number> = {
  email: (cells) => share(cells, (text) => text.includes('@') && text.includes('.')),
  other_email: (cells) => 0.9 * share(cells, (text) => text.includes('@') && text.includes('.')),
  rut: (cells) => share(cells, (text) => parseRut(text) !== undefined && text.includes('-')),
  phone: (cells) => 0.8 * share(cells, (text) => text.startsWith('+56') || /^9\d{8}$/.test(text.replaceAll(' ', ''))),
  institution: (cells) => share(cells, (text) => /^(municipalidad|i\. municipalidad|ilustre municipalidad|gobierno regional|serviu|seremi) /.test(fold(text))),
  position: (cells) => share(cells, (text) => /^(alcald|director|concejal|jefe|jefa|encargad|secretari|administrador|asesor)/.test(fold(text))),
  cut: (cells) => share(cells, (text) => /^\d{4,5}$/.test(text)),
}

function share(cells: Cell[], looks: (text: string) => boolean) {
  const texts = sampleOf(cells).map(textOf)
  return texts.length === 0 ? 0 : texts.filter(looks).length / texts.length
}

/** What the columns of a sheet of this kind may be taken as. */
export function fieldsFor(kind: ImportKind): Field[] {
  return Object.entries(columnWords[kind]).map(([key, word]) => ({ key, words: [word, ...(WORDS[kind][key] ?? [])], content: CONTENT[key] }))
}

type Columns = Record<number, string | null>

/** Why the columns chosen are not enough to read the rows; null when they are. */
export function columnsProblem(kind: ImportKind, columns: Columns): string | null {
  const taken = Object.values(columns).filter((field) => field !== null)
  const twice = taken.find((field, at) => taken.indexOf(field) !== at)
  const has = (...fields: string[]) => fields.some((field) => taken.includes(field))
  if (twice) return `Eligió dos columnas como «${(columnWords[kind] as Record<string, string>)[twice]}»: deje una.`
  if (kind === 'people' && !has('full_name') && !(has('given_names') && has('surnames', 'first_surname'))) {
    return 'Diga qué columna tiene el nombre completo, o cuáles los nombres y los apellidos.'
  }
  if (kind === 'people' && has('position') && !has('institution', 'commune')) return 'Diga qué columna tiene la institución o la comuna del cargo.'
  if (kind === 'members' && !has('institution', 'commune', 'cut')) return 'Diga qué columna tiene la institución, la comuna o el CUT.'
  if (kind === 'positions' && !(has('institution', 'commune') && has('title'))) return 'Diga qué columnas tienen la institución y el cargo.'
  if (kind === 'meetings' && !(has('date') && has('title'))) return 'Diga qué columnas tienen la fecha y el título.'
  return null
}
