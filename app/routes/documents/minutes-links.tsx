import { LinkButton } from '#app/ui/button.tsx'

/** What one does with closed minutes, on the record of their meeting. */
export function MinutesLinks({ folio }: { folio: string }) {
  const paper = `/reuniones/${folio}/acta/imprimir`
  return (
    <>
      <LinkButton icon="copy" document to={`${paper}#resumen`}>Copiar resumen</LinkButton>
      <LinkButton icon="file" to={paper}>Acta</LinkButton>
      <LinkButton icon="download" document to={`/reuniones/${folio}/acta.pdf`}>PDF</LinkButton>
    </>
  )
}
