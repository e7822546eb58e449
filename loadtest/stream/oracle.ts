/** What must have happened against what has: every case that must exist, its alerts, and when. */
export class Oracle {
  readonly #due = new Map<string, number>()
  readonly #firstAt = new Map<string, number>()
  readonly #alerts = new Map<string, number>()

  /** This case must come to be, of a crossing that was due then. */
  expect(caseId: string, dueAt: number): void {
    this.#due.set(caseId, dueAt)
  }

  /** This alert was read; the same id twice is one alert. */
  alerted(alertId: string, caseId: string, at: number): void {
    this.#alerts.set(alertId, (this.#alerts.get(alertId) ?? 0) + 1)
    if (!this.#firstAt.has(caseId)) this.#firstAt.set(caseId, at)
  }

  /** How many cases still lack their alert. */
  missing(): number {
    return [...this.#due.keys()].filter(id => !this.#firstAt.has(id)).length
  }

  /** Milliseconds from due to alert, of crossings that were due within this time. */
  latencies(from: number, until: number): readonly number[] {
    return [...this.#due].flatMap(([id, dueAt]) => {
      const at = this.#firstAt.get(id)
      return dueAt >= from && dueAt < until && at !== undefined ? [at - dueAt] : []
    })
  }

  /** The longest time without an alert between these two, in milliseconds. */
  longestSilence(from: number, until: number): number {
    const times = [...this.#firstAt.values()].filter(at => at > from && at < until)
    const edges = [from, ...times.sort((a, b) => a - b), until]
    return edges.reduce((most, at, index) => Math.max(most, at - (edges[index - 1] ?? at)), 0)
  }

  /** The sets compared: `shown` are the cases that officers find, each as often as it is shown. */
  verdict(shown: readonly string[]) {
    const known = new Set(shown)
    const alerted = new Set(this.#firstAt.keys())
    const lacks = (set: ReadonlySet<string>) => [...this.#due.keys()].filter(id => !set.has(id))
    const extra = (ids: Iterable<string>) => [...ids].filter(id => !this.#due.has(id))
    const verdict = {
      expected: this.#due.size,
      cases: shown.length,
      casesMissing: lacks(known).length,
      casesUnexpected: extra(known).length,
      casesTwice: shown.length - known.size,
      alerts: this.#alerts.size,
      alertsMissing: lacks(alerted).length,
      alertsUnexpected: extra(alerted).length,
      alertsSecond: this.#alerts.size - alerted.size,
      /** The same alert under its id again: recognised by whoever reads, and no fault. */
      alertsRepeated: [...this.#alerts.values()].filter(count => count > 1).length
    }
    const { casesMissing, casesUnexpected, casesTwice } = verdict
    const { alertsMissing, alertsUnexpected, alertsSecond } = verdict
    const faults = casesMissing + casesUnexpected + casesTwice + alertsMissing + alertsUnexpected
    return { ...verdict, isExact: faults + alertsSecond === 0 }
  }
}

/** What `Oracle.verdict` finds. */
export type OracleVerdict = ReturnType<Oracle['verdict']>
