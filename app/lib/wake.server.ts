/** Tells whoever sends mail that there is some: sooner than it would look by itself. In this process alone. */

const listeners = new Set<() => void>()

/** Answers how to stop listening. */
export function onMail(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export function announceMail() {
  for (const listener of listeners) listener()
}
