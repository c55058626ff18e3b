/** The shapes of the thread. They never change meaning, in any list, calendar or document. */
export type GlyphKind =
  | 'circle' | 'circle-full' | 'diamond' | 'square' | 'square-check' | 'square-alert' | 'square-question' | 'request'

export function Glyph({ kind, label, small }: { kind: GlyphKind; label?: string; small?: boolean }) {
  return (
    <svg
      className={`glifo glifo-${kind}${small ? ' glifo-chico' : ''}`}
      focusable="false"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <use href={`/icons.svg#glyph-${kind}`} />
    </svg>
  )
}
