import { Button, LinkButton } from './button.tsx'
import { useCopy } from './use-copy.ts'

/** An address that is shown this once, with the ways to take it along: its text can be selected; with JavaScript, a button copies it. */
export function OnceLink({ address, message, label }: { address: string; message: string; label: string }) {
  const { field, copied, copy } = useCopy<HTMLInputElement>(message)

  return (
    <div className="campo">
      <label htmlFor="enlace-nuevo">{label}</label>
      <input
        ref={field}
        id="enlace-nuevo"
        className="control cifras"
        readOnly
        value={address}
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="acciones">
        <LinkButton to={`https://wa.me/?text=${encodeURIComponent(message)}`} icon="message">Abrir en WhatsApp</LinkButton>
        {copy && (
          <Button type="button" icon={copied ? 'check' : 'copy'} onClick={copy}>{copied ? 'Copiado' : 'Copiar con el texto'}</Button>
        )}
      </div>
      <span role="status" className="solo-lector">{copied ? 'Texto y enlace copiados' : ''}</span>
    </div>
  )
}
