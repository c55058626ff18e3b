import { Link } from '@remix-run/react'

import type { CardWords } from '#app/domain/portal/rules.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { DatedText } from '#app/ui/dated-text.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'


/** A commitment of the municipality, with its three answers while it waits for one. */
export function OwedCard({ folio, text, origin, badge, answered, errands }: CardWords & { errands: string[] }) {
  const Heading = answered ? 'h3' : 'h2'
  return (
    <li className="tarjeta">
      <div className="puerta-tarjeta">
        <StatusBadge tone={badge.tone}>{badge.word}</StatusBadge>
        <Heading><Link className="enlace-titulo" to={`/m/compromisos/${folio}`}>{text}</Link></Heading>
        <p className="meta"><DatedText>{answered ?? origin}</DatedText></p>
        {errands.map((line) => <p key={line} className="meta"><DatedText>{line}</DatedText></p>)}
      </div>
      {!answered && <AnswerLinks folio={folio} about={text} />}
    </li>
  )
}

export function AnswerLinks({ folio, about }: { folio: string; about: string }) {
  const base = `/m/compromisos/${folio}`
  const of = <VisuallyHidden>: {about}</VisuallyHidden>
  return (
    <div className="puerta-respuestas">
      <LinkButton variant="primary" to={`${base}/cumplimiento`}>Informar cumplimiento{of}</LinkButton>
      <div className="par">
        <LinkButton to={`${base}/plazo`}>Pedir más plazo{of}</LinkButton>
        <LinkButton to={`${base}/respuesta`}>Otra respuesta{of}</LinkButton>
      </div>
    </div>
  )
}
