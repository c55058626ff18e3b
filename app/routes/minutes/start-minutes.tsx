import { Form } from '@remix-run/react'

import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

/** Opening an address starts nothing: minutes are begun by pressing. */
export function StartMinutes({ folio, title, called }: { folio: string; title: string; called: boolean }) {
  return (
    <main id="contenido" tabIndex={-1} className="pagina">
      <PageHeader title="Tomar el acta" folio={folio} facts={title} />
      <Card>
        <p>Se escribe como en un cuaderno; los acuerdos y compromisos se reconocen solos.{called && ' La reunión quedará en curso.'}</p>
        <Form method="post" action={`/reuniones/${folio}/acta/inicio`} className="acciones">
          <Button variant="primary">Empezar el acta</Button>
          <LinkButton to={`/reuniones/${folio}`}>Volver a la reunión</LinkButton>
        </Form>
      </Card>
    </main>
  )
}
