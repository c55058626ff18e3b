import { Link } from '@remix-run/react'
import type { ButtonHTMLAttributes, MouseEventHandler, ReactNode } from 'react'

import { Icon, type IconName } from './icon.tsx'

type Look = {
  /** One primary per view. `danger` is for what destroys. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  small?: boolean
  icon?: IconName
  /** The key that does the same: shown as a hint, and pressed by the listener of shortcuts.ts. */
  shortcut?: string
}

/** A button; inside a form it submits. Labels are infinitives; an ellipsis when a dialog follows. */
export function Button({
  variant, small, icon, shortcut, children, className, ...rest
}: Look & { children: ReactNode } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button {...rest} {...keyHint(shortcut)} className={buttonClass({ variant, small }, className)}>
      <Inside icon={icon} shortcut={shortcut}>{children}</Inside>
    </button>
  )
}

/** A link that looks like a button. `document` loads a whole document: files and downloads. */
export function LinkButton({
  to, variant, small, icon, shortcut, children, document, title, onClick,
}: Look & { to: string; children: ReactNode; document?: boolean; title?: string; onClick?: MouseEventHandler<HTMLAnchorElement> }) {
  const rest = { className: buttonClass({ variant, small }), title, onClick, ...keyHint(shortcut) }
  const inside = <Inside icon={icon} shortcut={shortcut}>{children}</Inside>
  if (document || /^[a-z]+:/.test(to)) return <a {...rest} href={to}>{inside}</a>
  return <Link {...rest} to={to}>{inside}</Link>
}

export function buttonClass({ variant = 'secondary', small }: Pick<Look, 'variant' | 'small'>, more?: string) {
  const looks = { primary: 'boton-primario', secondary: '', quiet: 'boton-quieto', danger: 'boton-peligro' }
  return ['boton', looks[variant], small ? 'boton-chico' : '', more].filter(Boolean).join(' ')
}

/** What the listener of shortcuts.ts looks for. */
const keyHint = (key?: string) => (key ? { 'data-atajo': key.toLowerCase(), 'aria-keyshortcuts': key } : {})

function Inside({ icon, shortcut, children }: Pick<Look, 'icon' | 'shortcut'> & { children: ReactNode }) {
  return (
    <>
      {icon && <Icon name={icon} />}
      {children}
      {shortcut && <kbd aria-hidden="true">{shortcut}</kbd>}
    </>
  )
}
