import { Link } from '@remix-run/react'

/** A short choice between forms of the same view, as links. */
export function Segmented({
  label, items, small,
}: { label: string; items: { to: string; label: string; current: boolean }[]; small?: boolean }) {
  return (
    <nav className={small ? 'segmentos segmentos-chicos' : 'segmentos'} aria-label={label}>
      {items.map(({ to, label, current }) => (
        <Link key={to} to={to} aria-current={current ? 'true' : undefined} preventScrollReset>{label}</Link>
      ))}
    </nav>
  )
}
