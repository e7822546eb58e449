/** The sum of a counter's samples in Prometheus text, of those that carry the label where one is given. */
export const sumOf = (text: string, name: string, label = ''): number =>
  samples(text, name, label).reduce((sum, { value }) => sum + value, 0)

/** Median and 99th percentile of a histogram, as the upper bounds of their buckets, in words. */
export const readLatency = (text: string, name: string, label: string) => {
  const buckets = samples(text, `${name}_bucket`, label).map(({ labels, value }) => ({
    upTo: Number(/le="([^"]+)"/.exec(labels)?.[1]?.replace('+Inf', 'Infinity')),
    count: value
  }))
  const total = buckets.at(-1)?.count ?? 0
  const quantile = (share: number) => {
    const bucket = buckets.find(({ count }) => count >= total * share)
    return total === 0 || !bucket ? '–' : `≤ ${bucket.upTo * 1_000} ms`
  }
  return { p50: quantile(0.5), p99: quantile(0.99) }
}

const samples = (text: string, name: string, label: string) =>
  text.split('\n').flatMap(line => {
    const brace = line.indexOf('{')
    const end = line.lastIndexOf(' ')
    const labels = brace < 0 ? '' : line.slice(brace, end)
    const found = line.slice(0, brace < 0 ? end : brace)
    return found === name && labels.includes(label)
      ? [{ labels, value: Number(line.slice(end)) }]
      : []
  })
