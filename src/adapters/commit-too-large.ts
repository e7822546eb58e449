import { commitTooLargeCode } from '#src/domain/ports.ts'

/** An error that says that a commit is more than can be stored as one; nothing was stored, and parts of it may be. */
export const commitTooLarge = (): Error =>
  Object.assign(new Error('the commit is too large to be stored as one: decide less at once'), {
    code: commitTooLargeCode
  })
