import { useEffect, useRef, useState } from 'react'

import { Button } from '#app/ui/button.tsx'
import { useHydrated } from '#app/ui/use-hydrated.ts'

/** A link that is shown this once, with the means to take it away. */
export function InvitationLink({ name, url, until }: { name: string; url: string; until: string }) {
  const alive = useHydrated()
  const [copied, setCopied] = useState(false)
  const card = useRef<HTMLElement>(null)
  useEffect(() => card.current?.focus(), [])

  async function copy() {
    await navigator.clipboard.writeText(url)
    setCopied(true)
  }

  return (
    <section className="tarjeta max-w-160" aria-labelledby="enlace" tabIndex={-1} ref={card}>
      <h2 id="enlace">Enlace para {name}</h2>
      <p>
        Se muestra solo esta vez. Todavía no hay correo configurado: entrégueselo usted, por un medio en que sepa quién
        lo recibe. Sirve una vez, hasta el <time>{until}</time>.
      </p>
      <label className="campo">
        <span className="solo-lector">Enlace de invitación</span>
        <input className="control" readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
      </label>
      {alive && (
        <div className="acciones">
          <Button type="button" icon="copy" onClick={() => void copy()}>Copiar enlace</Button>
          <span role="status" className="meta">{copied && 'Copiado'}</span>
        </div>
      )}
    </section>
  )
}
