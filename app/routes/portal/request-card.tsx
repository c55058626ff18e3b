import { Link } from '@remix-run/react'

import { DatedText } from '#app/ui/dated-text.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { StatusBadge, type Tone } from '#app/ui/status-badge.tsx'

/** What a municipality asked for, and how it stands, in words and days. */
export function RequestCard({ folio, subject, about, badge, time }: { folio: string; subject: string; about: string; badge: { word: string; tone: Tone }; time: string }) {
  return (
    <li className="tarjeta">
      <div className="puerta-tarjeta">
        <p className="fila"><StatusBadge tone={badge.tone}>{badge.word}</StatusBadge> <span className="meta">{time}</span></p>
        <h2><Link className="enlace-titulo" to={`/m/solicitudes/${folio}`}>{subject}</Link></h2>
        <p className="meta"><DatedText>{about}</DatedText> <Folio>{folio}</Folio></p>
      </div>
    </li>
  )
}
