import { Link, useLocation } from '@remix-run/react'
import { useEffect, useRef } from 'react'

export type Tab = { to: string; label: string; count?: number; current: boolean }

/** Tabs are links: each is a page with its address. On phones they scroll sideways, the current one in view. */
export function Tabs({ label, items }: { label: string; items: Tab[] }) {
  const list = useRef<HTMLElement>(null)
  const { key } = useLocation()
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current]')
    if (current && list.current) list.current.scrollLeft = current.offsetLeft - list.current.offsetLeft - 16
  }, [key])

  return (
    <nav className="pestanas" aria-label={label} ref={list}>
      {items.map(({ to, label, count, current }) => (
        <Link key={to} to={to} aria-current={current ? 'page' : undefined} preventScrollReset>
          {label}
          {count !== undefined && <> <span className="cuenta">{count}</span></>}
        </Link>
      ))}
    </nav>
  )
}
