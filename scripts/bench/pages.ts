import { sql } from 'kysely'

import { openDatabase } from '#db/dialect.server.ts'

/**
 * Goals: server time in milliseconds at the 95th percentile, the server's own work in milliseconds, its round trip beside
 * that of a bare server with the same bytes, gzip kilobytes of a first load.
 */
export type Page = {
  name: string
  path: string
  who: 'coordinator' | 'leader' | 'nobody'
  goal?: number
  cpu?: number
  toBare?: number
  js?: number
  css?: number
  all?: number
  /** What the page asks for on a wide screen once it is alive, by the name of its file. */
  later?: RegExp
  /** Its own goal, where the page is whole and alive without it; otherwise it counts with the first load. */
  laterJs?: number
}

const LIST = { who: 'coordinator', goal: 100, js: 120, css: 20, all: 230 } as const
const SEARCH = { ...LIST, goal: 50 } as const

/** Lists of commitments are whole before it: links and plain forms. It adds keys, dragging and editing in place. */
const QUICKER = { later: /^(list-table|board|by-institution|editor|move-dialog)-/, laterJs: 14 } as const

/** The pages that are measured; those of one record look for the one with most to show. */
export async function choosePages(target: string): Promise<{ pages: Page[]; world: Record<string, number | string> }> {
  const db = openDatabase(target, 'read')
  try {
    const { busiest, month, folios, counts } = await readWorld(db)
    return { pages: pagesOf(busiest.id, month.name, folios), world: { ...counts, 'meetings of the busiest month': month.total, 'most active institution': busiest.total } }
  } finally {
    await db.destroy()
  }
}

type Folios = { commitment: string; meeting: string; draft: string; closed: string }

const pagesOf = (institution: string, month: string, folios: Folios): Page[] => [
  { ...LIST, name: 'Hoy', path: '/' },
  ...['mios', 'vencidos', 'semana', 'por-verificar', 'sin-fecha', 'todos'].map((view) => ({ ...LIST, name: `Compromisos, ${view}`, path: `/compromisos?vista=${view}`, ...QUICKER })),
  { ...LIST, name: 'Compromisos, «ñuñoa informe»', path: '/compromisos?vista=todos&q=%C3%B1u%C3%B1oa+informe', ...QUICKER },
  { ...LIST, name: 'Compromisos, page 300', path: '/compromisos?vista=todos&pagina=300', ...QUICKER },
  { ...LIST, name: 'Compromisos, everything marked', path: '/compromisos?vista=todos&estado=vencido&seleccion=todos', ...QUICKER },
  ...['mios', 'vencidos', 'todos'].map((view) => ({ ...LIST, name: `Board, ${view}`, path: `/compromisos?vista=${view}&forma=tablero`, ...QUICKER })),
  { ...LIST, name: 'Board, «ñuñoa informe»', path: '/compromisos?vista=todos&forma=tablero&q=%C3%B1u%C3%B1oa+informe', ...QUICKER },
  ...['mios', 'todos'].map((view) => ({ ...LIST, name: `By institution, ${view}`, path: `/compromisos?vista=${view}&forma=institucion`, ...QUICKER })),
  { ...LIST, name: 'By institution, one region', path: '/compromisos?vista=todos&forma=institucion&region=13', ...QUICKER },
  ...['abiertos', 'vencido'].map((state) => ({ ...LIST, name: `Who owes whom, ${state}`, path: `/compromisos/matriz?estado=${state}` })),
  // It counts everything that was ever kept.
  { ...LIST, name: 'Who owes whom, cumplido', path: '/compromisos/matriz?estado=cumplido', goal: 200 },
  { ...LIST, goal: 200, name: 'Who owes whom, kept in one region and kind', path: '/compromisos/matriz?estado=cumplido&region=13&tipo=municipality' },
  { ...LIST, name: 'Compromisos, a pair of the matrix', path: '/compromisos?vista=todos&estado=abiertos-y-cumplidos&region=13&tipo=municipality&debe_salvo=muni-13102&recibe=serviu-13', ...QUICKER },
  { ...LIST, name: 'Solicitudes', path: '/solicitudes' },
  { ...LIST, name: 'Reuniones', path: '/reuniones' },
  { ...LIST, name: 'Reuniones, «castro»', path: '/reuniones?vista=todas&q=castro' },
  { ...LIST, name: 'Acuerdos', path: '/acuerdos' },
  { ...LIST, name: 'Instituciones', path: '/instituciones' },
  { ...LIST, name: 'Instituciones, by overdue', path: '/instituciones?orden=-vencidos' },
  { ...LIST, name: 'Contactos', path: '/contactos' },
  { ...LIST, name: 'Contactos, «jose munoz»', path: '/contactos?q=jose+munoz' },
  { ...LIST, name: 'Registrar', path: '/registrar' },
  { ...LIST, name: 'Institution, the most active', path: `/instituciones/${institution}` },
  { ...LIST, name: 'Meeting, a record', path: `/reuniones/${folios.meeting}` },
  { ...LIST, name: 'Meeting, the ficha', path: `/reuniones/${folios.meeting}/preparacion` },
  { ...LIST, name: 'Minutes, live', path: `/reuniones/${folios.draft}/acta`, js: 130, all: 240, later: /^tools-/, laterJs: 36 },
  { ...LIST, name: 'Minutes, before closing', path: `/reuniones/${folios.draft}/cierre`, goal: 150 },
  { name: 'Minutes, on paper', path: `/reuniones/${folios.closed}/acta/imprimir`, who: 'coordinator', goal: 100 },
  { name: 'Minutes, PDF', path: `/reuniones/${folios.closed}/acta.pdf`, who: 'coordinator', goal: 1500 },
  { ...LIST, name: 'Commitment, a record', path: `/compromisos/${folios.commitment}` },
  {
    // What its list of days weighs depends on the month; the budget of a whole load is for an ordinary one.
    name: 'Calendar, the busiest month', path: `/calendario?modo=mes&fecha=${month}-15`, who: 'coordinator', goal: 150,
    js: 225, css: 28, later: /^grid-/,
  },
  { name: 'Calendar, on a phone', path: `/calendario?fecha=${month}-15`, who: 'coordinator', goal: 150, js: 120, css: 20 },
  ...['nunoa', 'rosa muñoz', 'alcalde cerrillos', 'informe', 'mar', 'municipalidad informe', 'jose munoz peña', 'xyzzy', folios.commitment].map((q) => ({ ...SEARCH, name: `Search «${q}»`, path: `/buscar?q=${encodeURIComponent(q)}` })),
  ...['', 'nunoa', 'agendar muñoz mar 15:00', 'registrar ñuñoa'].map((q) => ({ ...SEARCH, name: `Search, palette «${q}»`, path: `/buscar/paleta?q=${encodeURIComponent(q)}` })),
  { ...SEARCH, name: 'Suggestions «mun»', path: '/sugerencias/participantes?q=mun' },
  { name: 'Portal of a leader', path: '/m', who: 'leader', goal: 100, js: 110, css: 15, all: 190 },
  { name: 'Sign in', path: '/entrar', who: 'nobody', goal: 100, js: 110, css: 15, all: 190 },
]

async function readWorld(db: ReturnType<typeof openDatabase>) {
  const first = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(db)).rows[0]!
  const size = async (table: string) => Number((await first(sql<{ total: number }>`select count(*) as total from ${sql.table(table)}`)).total)
  return {
    busiest: await first(sql<{ id: string; total: number }>`
      select debtor_id as id, count(*) as total from commitments where debtor_id like 'muni-%' group by debtor_id order by total desc, id limit 1`),
    month: await first(sql<{ name: string; total: number }>`
      select substr(coalesce(start_local, from_on), 1, 7) as name, count(*) as total from meetings group by 1 order by total desc, name limit 1`),
    folios: {
      commitment: (await first(sql<{ folio: string }>`select folio from commitments where folio like 'C-2020-%' order by folio limit 1`)).folio,
      meeting: (await first(sql<{ folio: string }>`
        select meetings.folio, count(*) as total from meetings join commitments on commitments.meeting_id = meetings.id
        group by meetings.folio order by total desc, meetings.folio limit 1`)).folio,
      draft: (await first(sql<{ folio: string }>`
        select folio from meetings join minutes on minutes.meeting_id = meetings.id where minutes.state = 'draft' order by folio limit 1`)).folio,
      closed: (await first(sql<{ folio: string }>`
        select folio from meetings join minutes on minutes.meeting_id = meetings.id where minutes.state = 'approved' order by length(minutes.content) desc, folio limit 1`)).folio,
    },
    counts: { people: await size('people'), meetings: await size('meetings'), commitments: await size('commitments') },
  }
}
