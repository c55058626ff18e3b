/** From where somebody calls: what server.ts saw of the connection, and what the browser says about itself. */
export const callerOf = (request: Request) => ({
  address: request.headers.get('x-hilvan-address') || 'desconocida',
  agent: request.headers.get('User-Agent'),
})
