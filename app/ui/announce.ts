/** A sentence for the toast region. `undo` is the address that takes the act back by POST; `link`, where to go on; `problem`: nothing was done. */
export type Announcement = { text: string; undo?: string; problem?: true; link?: { to: string; label: string } }

export const ANNOUNCED = 'hilvan:aviso'

/** From the browser, when an act did not navigate. After a redirect, the server's own notice is shown instead. */
export function announce(announcement: Announcement) {
  document.dispatchEvent(new CustomEvent<Announcement>(ANNOUNCED, { detail: announcement }))
}
