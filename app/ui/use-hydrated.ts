import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** False on the server and while the browser takes the page over; true once its JavaScript runs. */
export const useHydrated = () => useSyncExternalStore(never, () => true, () => false)
