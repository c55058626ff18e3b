import { Link } from '@remix-run/react'

export type Tab = { to: string; label: string; count?: number; current: boolean }

/** Tabs are links: each is a page with its address. On phones they scroll sideways, the current one in view. */
export function Tabs({ label, items }: { label: string; items: Tab[] }) {
  return (
    <nav className="pestanas" aria-label={label}>
      {items.map(({ to, label, count, current }) => (
        <Link
          key={to}
          to={to}
          ref={current ? bringIntoView : undefined}
          aria-current={current ? 'page' : undefined}
          preventScrollReset
        >
          {label}
          {count !== undefined && <> <span className="cuenta">{count}</span></>}
        </Link>
      ))}
    </nav>
  )
}

function bringIntoView(tab: HTMLElement | null) {
  if (tab?.parentElement) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 16
}
