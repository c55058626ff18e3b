import { useRef, useState } from 'react'

import { Button, LinkButton } from './button.tsx'
import { useHydrated } from './use-hydrated.ts'

/** A text to paste elsewhere: selected by hand, copied by a button where scripts run, or opened in WhatsApp. `phone` in digits. */
export function CopiedText({ id, label, text, rows, phone = '' }: { id: string; label: string; text: string; rows: number; phone?: string }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [copied, setCopied] = useState(false)
  const alive = useHydrated()

  async function copy() {
    field.current?.select()
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }

  return (
    <div className="formulario">
      <div className="campo">
        <label htmlFor={id}>{label}</label>
        <p className="campo-ayuda" id={`${id}-ayuda`}>Nada se envía desde aquí: cópielo, o ábralo en WhatsApp y elija a quién.</p>
        <textarea
          ref={field}
          id={id}
          className="control"
          rows={rows}
          readOnly
          value={text}
          aria-describedby={`${id}-ayuda`}
          onFocus={(event) => event.currentTarget.select()}
        />
      </div>
      <div className="acciones">
        {alive && 'clipboard' in navigator && (
          <Button type="button" icon={copied ? 'check' : 'copy'} onClick={() => void copy()}>{copied ? 'Copiado' : 'Copiar'}</Button>
        )}
        <LinkButton to={`https://wa.me/${phone}?text=${encodeURIComponent(text)}`} icon="message">Abrir en WhatsApp</LinkButton>
        <span role="status" className="solo-lector">{copied ? 'Texto copiado' : ''}</span>
      </div>
    </div>
  )
}
