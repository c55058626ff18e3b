import { Link } from '@remix-run/react'

import type { CardWords } from '#app/domain/portal/rules.ts'
import { DatedText } from '#app/ui/dated-text.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'


/** What is being answered: the act, the promise, how it stands. */
export function AnswerHead({ title, folio, text, badge, answered }: { title: string } & CardWords) {
  return (
    <header className="pila pila-junta">
      <BackLink to={`/m/compromisos/${folio}`}>Volver al compromiso</BackLink>
      <h1>{title}</h1>
      <p className="lectura">«{text}»</p>
      <p className="fila"><StatusBadge tone={badge.tone}>{badge.word}</StatusBadge><Folio>{folio}</Folio></p>
      {answered && <p role="status"><DatedText>{answered}</DatedText> Para cambiar esa respuesta, hable con la coordinación.</p>}
    </header>
  )
}

export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <p>
      <Link className="enlace-accion puerta-volver" to={to}><Icon name="chevron-left" small />{children}</Link>
    </p>
  )
}
