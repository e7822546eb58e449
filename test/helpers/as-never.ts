import type { SetAside } from '#src/domain/set-aside.ts'

/** For tests in which nothing is set aside: it fails the follower that tries. */
export const asNever: SetAside = (_recorded, code) =>
  Promise.reject(new Error(`set aside: ${code}`))
