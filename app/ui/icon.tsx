export type IconName =
  | 'sun' | 'circle' | 'diamond' | 'square' | 'square-check' | 'square-alert' | 'square-question' | 'note'
  | 'calendar' | 'building' | 'user' | 'users' | 'chart' | 'search' | 'bell' | 'plus' | 'minus' | 'menu'
  | 'chevron-right' | 'chevron-left' | 'chevron-up' | 'chevron-down' | 'pencil' | 'x' | 'check' | 'lock'
  | 'phone' | 'message' | 'mail' | 'link' | 'file' | 'download' | 'upload' | 'print' | 'copy' | 'rss'
  | 'filter' | 'map-pin' | 'arrow-right' | 'arrow-left' | 'logout' | 'undo' | 'redo' | 'info' | 'help'
  | 'more' | 'settings' | 'shield' | 'trash' | 'camera' | 'panel-left' | 'keyboard'
  | 'clock' | 'eye' | 'triangle-alert' | 'half-circle' | 'dashed-circle' | 'struck-circle' | 'circle-check'
  | 'vacant-person' | 'inbox' | 'draft'

/** A shape of the sprite. Alone, it needs a `label`; beside a word it is decoration and has none. */
export function Icon({ name, label, small }: { name: IconName; label?: string; small?: boolean }) {
  const shape = (
    <svg className={small ? 'icono icono-chico' : 'icono'} aria-hidden="true" focusable="false">
      <use href={`/icons.svg#${name}`} />
    </svg>
  )
  if (!label) return shape
  return (
    <span className="icono-solo" title={label}>
      {shape}
      <span className="solo-lector">{label}</span>
    </span>
  )
}
