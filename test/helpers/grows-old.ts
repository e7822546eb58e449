import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Bytes that twenty rounds of coming and going leave among V8's old objects, which are collected seldom; five rounds before do not count. */
export const growsOld = async (
  comeAndGo: (round: number) => void | Promise<void>
): Promise<number> => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as (options: { type: 'minor' | 'major' }) => void
  const oldBytes = () =>
    getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space')
      ?.space_used_size ?? 0
  const go = async (rounds: number) => {
    for (let round = 0; round < rounds; round++) {
      await comeAndGo(round)
      collect({ type: 'minor' })
    }
  }
  await go(5)
  collect({ type: 'major' })
  const before = oldBytes()
  await go(20)
  return oldBytes() - before
}
