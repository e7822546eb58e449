import { setTimeout as pause } from 'node:timers/promises'
import type { Manifests } from '../domain/ports.ts'
import { ManifestsIncomplete } from '../errors.ts'

/** As long as a node that just began takes to see that nothing is missing; putting back takes longer. */
const patienceMs = 3_000
const againMs = 50

/**
 * Resolves once every manifest of before can be found. Rejects where that takes longer: who is not found would be taken for
 * unknown, not withdrawn, not screened for another flight. What is kept is taken up again.
 */
export const untilWhole = async (
  manifests: Pick<Manifests, 'isWhole'>,
  waitMs = patienceMs
): Promise<void> => {
  const giveUpAt = performance.now() + waitMs
  while (!(await manifests.isWhole())) {
    if (performance.now() > giveUpAt) throw new ManifestsIncomplete()
    await pause(againMs)
  }
}
