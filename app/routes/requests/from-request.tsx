import { Folio } from '#app/ui/folio.tsx'
import { Glyph } from '#app/ui/glyph.tsx'
import { RecordLink } from '#app/ui/link.tsx'

/** In the form of what a request becomes: which request it is, kept with what is saved. */
export function FromRequest({ id, folio, subject, asker }: { id: string; folio: string; subject: string; asker: string }) {
  return (
    <p className="fila">
      <Glyph kind="request" /><Folio>{folio}</Folio><RecordLink to={`/solicitudes/${folio}`}>{subject}</RecordLink>
      <span className="meta">{asker}</span>
      <input type="hidden" name="request_id" value={id} />
    </p>
  )
}
