import { forgottenBefore, type NodeReport, type NodeReports } from '#src/domain/node-report.ts'

/** What nodes of one process said last, in memory: after a restart they say it anew. */
export const memoryNodeReports = (): NodeReports => {
  const said = new Map<string, NodeReport>()
  return {
    async say(report) {
      said.set(report.id, report)
      const before = forgottenBefore(report)
      for (const { id, at } of said.values()) if (at < before) said.delete(id)
    },
    all: async () => [...said.values()]
  }
}
