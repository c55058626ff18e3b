import { CopyMessage } from '#app/ui/copy-message.tsx'

/** The minutes as a text to paste, folded above the paper. */
export function Message({ text }: { text: string }) {
  return (
    <details className="papel-mensaje">
      <summary>Copiar para WhatsApp</summary>
      <div className="formulario"><CopyMessage id="resumen" label="Resumen" text={text} /></div>
    </details>
  )
}
