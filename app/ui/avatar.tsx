/** Initials of a person; the name itself is always written beside it. */
export function Avatar({ name, small }: { name: string; small?: boolean }) {
  return (
    <span className={small ? 'inicial inicial-chica' : 'inicial'} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

export function initials(name: string) {
  const words = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word))
  return words.slice(0, 2).map((word) => word.charAt(0)).join('') || name.charAt(0).toUpperCase()
}
