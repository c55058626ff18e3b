import { CopiedText } from '#app/ui/copied-text.tsx'

/** The minutes as a text to paste. */
export function Message({ text }: { text: string }) {
  return (
    <details className="papel-mensaje">
      <summary>Copiar para WhatsApp</summary>
      <CopiedText id="resumen" label="Resumen" text={text} rows={12} />
    </details>
  )
}
