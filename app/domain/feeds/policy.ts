import type { Viewer } from '#app/lib/context.server.ts'

/** Only its owner keeps a link alive. */
export const canExtendFeed = (viewer: Pick<Viewer, 'id'>, feed: { user_id: string }) => feed.user_id === viewer.id

/** A feed belongs to whoever made it; an administrator, also at the command line, may revoke anybody's. */
export const canRevokeFeed = (viewer: Pick<Viewer, 'id' | 'role'>, feed: { user_id: string }) =>
  feed.user_id === viewer.id || viewer.role === 'admin' || viewer.role === 'system'
