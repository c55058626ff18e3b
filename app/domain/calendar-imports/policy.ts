export { canCreateMeeting as canImport } from '#app/domain/meetings/policy.ts'
