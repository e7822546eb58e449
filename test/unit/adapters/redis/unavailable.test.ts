import { expect, test } from 'vitest'
import { asked } from '#src/adapters/redis/unavailable.ts'

test.for([
  {
    message:
      'ERR user_script:5: attempt to compare nil with number script: 8c1f, on @user_script:5.',
    code: 'VIEW_REFUSED',
    why: 'a script that fails by itself'
  },
  {
    message: 'ERR value is not a valid float script: 8c1f, on @user_script:42.',
    code: 'VIEW_REFUSED',
    why: 'a command within it that is given nonsense'
  },
  {
    message:
      "OOM command not allowed when used memory > 'maxmemory'. script: 8c1f, on @user_script:9.",
    code: 'VIEW_UNAVAILABLE',
    why: 'memory that is full'
  },
  {
    message:
      "READONLY You can't write against a read only replica. script: 8c1f, on @user_script:9.",
    code: 'VIEW_UNAVAILABLE',
    why: 'a failover'
  },
  { message: 'ERR max number of clients reached', code: 'VIEW_UNAVAILABLE', why: 'no script' },
  { message: 'Command timed out', code: 'VIEW_UNAVAILABLE', why: 'no answer' }
])('what Redis fails with is $code: $why', async ({ message, code }) => {
  await expect(asked(Promise.reject(new Error(message)))).rejects.toMatchObject({ code })
})
