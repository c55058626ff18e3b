import { setImmediate as otherRequests } from 'node:timers/promises'

import { tellFailure } from './failures.server.ts'

/**
 * A body made while it is sent: a reader that is slow waits for nothing in memory, one that leaves ends the reading. A
 * failure breaks the transfer off, so that nobody takes half a file for the whole.
 */
export function byteStream(pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let left = false
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await pieces.next()
        // They left while it was made: nobody is there to take it.
        if (left) return
        if (done) return controller.close()
        controller.enqueue(value)
        await otherRequests()
      } catch (error) {
        if (left) return
        tellFailure('a file was not finished', error)
        controller.error(error)
      }
    },
    async cancel() {
      left = true
      await pieces.return(undefined)
    },
  })
}
