import { plural } from '#app/lib/text.ts'
import { LinkButton } from '#app/ui/button.tsx'

/** After a move: nobody is told by itself. */
export function Moved({ folio, title, guests }: { folio: string; title: string; guests: number }) {
  return (
    <section className="tarjeta fila calendario-movida" aria-label="Avisar del cambio">
      <p><b>¿Avisar a {plural(guests, 'invitado', 'invitados')}?</b> «{title}» cambió de hora y nadie ha recibido un correo todavía.</p>
      <LinkButton to={`/reuniones/${folio}/avisos`} icon="mail">Ver quién recibe qué</LinkButton>
    </section>
  )
}
