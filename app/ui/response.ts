import { createContext, useContext } from 'react'

/**
 * What only the server knows of the response being written: the nonce of its policy and the number of the request.
 * In the browser the nonce is empty, because browsers hide it; the number was left on `<html>`.
 */
export const ResponseContext = createContext<{ nonce: string; requestId?: string }>({ nonce: '' })

export const useNonce = () => useContext(ResponseContext).nonce

export function useRequestId() {
  const { requestId } = useContext(ResponseContext)
  return typeof document === 'undefined' ? requestId : document.documentElement.dataset.peticion
}
