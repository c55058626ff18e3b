import { Agent, request, type IncomingHttpHeaders } from 'node:http'
import { gunzipSync } from 'node:zlib'

export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer; ms: number }
export type Client = ReturnType<typeof openClient>

/** One browser's connection: kept alive, asking for gzip, with its cookies. Times are from asking to the last byte. */
export function openClient(origin: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const cookies = new Map<string, string>()

  function ask(method: string, path: string, headers: Record<string, string> = {}, { body, onData }: { body?: string; onData?: (chunk: Buffer) => void } = {}): Promise<Answer> {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    return new Promise((resolve, reject) => {
      const began = performance.now()
      const asked = request(new URL(path, origin), {
        method,
        agent,
        headers: { 'accept': 'text/html', 'accept-encoding': 'gzip', ...(cookie ? { cookie } : {}), ...headers },
      })
      asked.on('error', reject)
      asked.on('response', (response) => {
        const chunks: Buffer[] = []
        response.on('data', onData ?? ((chunk: Buffer) => chunks.push(chunk)))
        response.on('end', () => {
          const ms = performance.now() - began
          for (const line of response.headers['set-cookie'] ?? []) {
            const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
            if (value) cookies.set(name, value)
            else cookies.delete(name)
          }
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks), ms })
        })
      })
      asked.end(body)
    })
  }

  return {
    get: (path: string, headers?: Record<string, string>) => ask('GET', path, headers),
    /** Sends a form as a browser without JavaScript would. */
    post: (path: string, fields: Record<string, string>) =>
      ask('POST', path, { 'origin': origin, 'content-type': 'application/x-www-form-urlencoded' }, { body: new URLSearchParams(fields).toString() }),
    /** A file as it comes, kept by nobody. */
    take: (path: string, onData: (chunk: Buffer) => void) => ask('GET', path, {}, { onData }),
    close: () => agent.destroy(),
  }
}

export const textOf = ({ headers, body }: Answer) => (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString()
