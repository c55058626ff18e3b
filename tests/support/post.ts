import { onTestFinished } from 'vitest'

import { openPost } from './mail.ts'

/** A mail server for one test, closed when it ends. */
export async function post(behaviour: Parameters<typeof openPost>[0] = {}) {
  const opened = await openPost(behaviour)
  onTestFinished(opened.close)
  return opened
}
