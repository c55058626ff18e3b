import { Form } from '@remix-run/react'

/** The form of an answer to a problem of the review, for every row that has it. */
export function Answer({ id, problem, children }: { id: string; problem: string; children: React.ReactNode }) {
  return (
    <Form method="post" action={`/importar/${id}/respuesta`} preventScrollReset className="fila items-end">
      <input type="hidden" name="key" value={problem} />
      {children}
    </Form>
  )
}
