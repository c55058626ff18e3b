import { Button, LinkButton } from './button.tsx'
import { useCopy } from './use-copy.ts'

/** A text to paste elsewhere: selected by hand, copied by a button where scripts run, or opened in WhatsApp. `phone` in digits. */
export function CopiedText({ id, label, text, rows, phone = '' }: { id: string; label: string; text: string; rows: number; phone?: string }) {
  const { field, copied, copy } = useCopy<HTMLTextAreaElement>(text)

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
        {copy && (
          <Button type="button" icon={copied ? 'check' : 'copy'} onClick={copy}>{copied ? 'Copiado' : 'Copiar'}</Button>
        )}
        <LinkButton to={`https://wa.me/${phone}?text=${encodeURIComponent(text)}`} icon="message">Abrir en WhatsApp</LinkButton>
        <span role="status" className="solo-lector">{copied ? 'Texto copiado' : ''}</span>
      </div>
    </div>
  )
}
