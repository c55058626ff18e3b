import { Link } from '@remix-run/react'

import { Mark } from './mark.tsx'

/** The mark, home. A tenant's logo may stand beside it, and nowhere else on screen. */
export function BrandLink({ to = '/', className = '', logo }: {
  to?: string
  className?: string
  logo?: { src: string; alt: string } | null
}) {
  return (
    <Link className={`marca ${className}`} to={to}>
      <Mark />
      {logo && <img className="marca-logo" src={logo.src} alt={logo.alt} height={28} />}
    </Link>
  )
}
