import type { DraftPoint } from '#app/domain/minutes/queries.server.ts'

import { usePost } from './use-post.ts'

/** «Dejar para otra reunión», and its opposite: what does not fit waits for the next one with the same people. */
export function DeferralButton({ folio, point: { key, deferred } }: { folio: string; point: DraftPoint }) {
  const { send, problem } = usePost(`/reuniones/${folio}/acta/aplazamiento`, 'el cambio')
  return (
    <>
      <button type="button" className="boton boton-quieto" onClick={() => void send({ point: key, deferred: deferred ? 'no' : 'si' })}>
        {deferred ? 'Tratarlo ahora' : 'Para otra reunión'}
      </button>
      {problem && <em role="alert">{problem}</em>}
    </>
  )
}
