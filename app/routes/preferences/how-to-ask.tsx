import { Card } from '#app/ui/card.tsx'

/** The API in one card: what there is, how it is asked, what it answers. The document tells the rest. */
export function HowToAsk({ api }: { api: string }) {
  return (
    <Card title="Cómo se usa" aside={<a href="/api/v1/openapi.json">Documento OpenAPI</a>}>
      <div className="pila pila-junta">
        <p>Cada consulta lleva la clave en un encabezado y responde en JSON:</p>
        <pre className="codigo">{`curl -H "Authorization: Bearer SU-CLAVE" "${api}/commitments?standing=overdue&limit=50"`}</pre>
        <ul className="lista">
          {addresses.map(([path, what, asked]) => (
            <li key={path} className="fila">
              <code className="text-chico">{path}</code>
              <span className="meta">{what}{asked && <>: <code>{asked}</code></>}</span>
            </li>
          ))}
        </ul>
        <ul className="lectura meta list-disc pl-5">
          <li>Las listas llegan por páginas, en el orden de sus ids: pida lo que sigue con <code>cursor</code> y el <code>next_cursor</code> recibido.</li>
          <li>Uno solo se pide por su folio o su id: <code>/commitments/C-2026-0412</code>.</li>
          <li>Solo lo que cambió: <code>updated_since=2026-11-24T13:00:00Z</code> en cualquier lista. Guarde el encabezado <code>Next-Updated-Since</code> de la primera página para la próxima vez. Lo borrado no aparece: compare de vez en cuando con la lista completa.</li>
          <li>Para no recibir dos veces lo mismo, envíe el <code>ETag</code> recibido en <code>If-None-Match</code>: si nada cambió, la respuesta es 304 y viene sin cuerpo.</li>
          <li>Hasta 120 consultas por minuto; si se pasa, la respuesta 429 dice en <code>Retry-After</code> cuánto esperar.</li>
          <li>Un parámetro que no existe se rechaza con 400, y dice cuál es.</li>
          <li>Las notas internas y lo que es solo del equipo no salen por aquí.</li>
        </ul>
      </div>
    </Card>
  )
}

const addresses = [
  ['/institutions', 'Instituciones', 'q, kind, region, network_status'],
  ['/positions', 'Cargos y quién los ejerce hoy', 'institution_id'],
  ['/people', 'Personas', 'q, kind, region'],
  ['/tenures', 'Quién ejerció cada cargo y cuándo', 'institution_id, position_id, person_id, on'],
  ['/meetings', 'Reuniones', 'q, kind, state, region, institution_id, from, until'],
  ['/minutes', 'Actas cerradas, por versiones', 'meeting, versions, q, kind, region, institution_id, from, until'],
  ['/agreements', 'Acuerdos', 'q, kind, region, institution_id, progress, validity'],
  ['/commitments', 'Compromisos', 'q, standing, institution_id, side, counterpart_id, kind, region, due_from, due_before'],
  ['/requests', 'Solicitudes', 'q, state, outcome, standing, region, institution_id, with_kind, from, until'],
  ['/search', 'Búsqueda en todo', 'q'],
  ['/me', 'Qué puede leer esta clave y hasta cuándo', null],
] as const
