import type { Viewer } from '#app/lib/context.server.ts'

/** A feed belongs to whoever made it; an administrator may revoke anybody's. */
export const canRevokeFeed = (viewer: Pick<Viewer, 'id' | 'role'>, feed: { user_id: string }) =>
  feed.user_id === viewer.id || viewer.role === 'admin'
