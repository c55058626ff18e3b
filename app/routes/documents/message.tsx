import { useRef, useState } from 'react'

import { Button, LinkButton } from '#app/ui/button.tsx'
import { useHydrated } from '#app/ui/use-hydrated.ts'

/** The minutes as a text to paste: selected by hand, copied by a button where scripts run. */
export function Message({ text }: { text: string }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [copied, setCopied] = useState(false)
  const alive = useHydrated()

  async function copy() {
    field.current?.select()
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }

  return (
    <details className="papel-mensaje">
      <summary>Copiar para WhatsApp</summary>
      <div className="formulario">
        <div className="campo">
          <label htmlFor="resumen">Resumen</label>
          <p className="campo-ayuda" id="resumen-ayuda">Nada se envía desde aquí: cópielo, o ábralo en WhatsApp y elija a quién.</p>
          <textarea
            ref={field}
            id="resumen"
            className="control"
            rows={12}
            readOnly
            value={text}
            aria-describedby="resumen-ayuda"
            onFocus={(event) => event.currentTarget.select()}
          />
        </div>
        <div className="acciones">
          {alive && 'clipboard' in navigator && (
            <Button type="button" icon={copied ? 'check' : 'copy'} onClick={() => void copy()}>{copied ? 'Copiado' : 'Copiar'}</Button>
          )}
          <LinkButton to={`https://wa.me/?text=${encodeURIComponent(text)}`} icon="message">Abrir en WhatsApp</LinkButton>
          <span role="status" className="solo-lector">{copied ? 'Resumen copiado' : ''}</span>
        </div>
      </div>
    </details>
  )
}
