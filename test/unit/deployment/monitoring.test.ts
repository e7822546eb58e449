import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { createMetrics } from '#src/metrics.ts'

interface Rules {
  readonly groups: readonly { readonly rules: readonly { alert: string; expr: string }[] }[]
}

interface Dashboard {
  readonly panels: readonly {
    readonly title: string
    readonly datasource: { readonly uid: string }
    readonly targets: readonly { readonly expr: string }[]
  }[]
}

const yaml = (file: string) => parse(readFileSync(file, 'utf8'), { merge: true })
const grafana = 'config/grafana'
const dashboards: readonly Dashboard[] = readdirSync(join(grafana, 'dashboards')).map(file =>
  JSON.parse(readFileSync(join(grafana, 'dashboards', file), 'utf8'))
)
const panels = dashboards.flatMap(dashboard => dashboard.panels)
const { groups }: Rules = yaml('config/prometheus/alarms.yml')
const questions = [
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ name: title, expr }))),
  ...groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => ({ name: alert, expr })))
]

/** What Prometheus makes of a registry: name → labels; a histogram is three series. */
const knownSeries = async () => {
  const known = new Map<string, readonly string[]>([['up', ['job', 'instance']]])
  for (const { name, type } of await createMetrics().registry.getMetricsAsJSON()) {
    const metric = createMetrics().registry.getSingleMetric(name)
    const labels = (metric as unknown as { labelNames: string[] }).labelNames
    const endings = String(type) === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']
    for (const ending of endings) known.set(`${name}${ending}`, [...labels, 'le', 'instance'])
  }
  return known
}

const seriesIn = (expr: string) => expr.match(/\b(?:portcullis|nodejs|process)_\w+|\bup\b/g) ?? []

test.for(questions)('asks for series that the service has: $name, $expr', async ({ expr }) => {
  const known = await knownSeries()
  const series = seriesIn(expr)
  expect(series.length).toBeGreaterThan(0)
  expect(series.filter(name => !known.has(name))).toEqual([])
  const by = [...expr.matchAll(/\bby \(([^)]+)\)/g)].flatMap(([, names = '']) => names.split(', '))
  const labels = series.flatMap(name => known.get(name) ?? [])
  expect(by.filter(label => !labels.includes(label))).toEqual([])
})

const rises = questions.filter(({ expr }) => expr.includes('increase('))

test.for(rises)('sees the first count of a counter with labels: $name', async ({ expr }) => {
  const known = await knownSeries()
  const counted = [...expr.matchAll(/increase\((\w+)(\{[^}]*\})?\[/g)].flatMap(
    ([, name = '', matchers = '']) =>
      // Without labels it stands at 0 from the start.
      known.get(name)?.every(label => label === 'le' || label === 'instance')
        ? []
        : [`${name}${matchers}`]
  )
  const unseen = counted.filter(one => !expr.includes(`${one} unless ${one} offset `))
  expect(unseen).toEqual([])
})

test('measures each node on the port that it serves', () => {
  const { services } = yaml('docker-compose.yml')
  const nodes = Object.keys(services).filter(name => name.startsWith('node-'))
  const { scrape_configs: scrapes } = yaml('config/prometheus/prometheus.yml')
  expect(scrapes[0].static_configs[0].targets).toEqual(
    nodes.map(name => `${name}:${services[name].environment.METRICS_PORT}`)
  )
})

test('shows what Prometheus has, from where the files are mounted', () => {
  const { datasources } = yaml(`${grafana}/provisioning/datasources/prometheus.yml`)
  expect(new Set(panels.map(panel => panel.datasource.uid))).toEqual(new Set([datasources[0].uid]))
  expect(datasources[0].url).toBe('http://prometheus:9090')
  const { providers } = yaml(`${grafana}/provisioning/dashboards/portcullis.yml`)
  const { volumes } = yaml('docker-compose.yml').services.grafana
  expect(volumes).toContain(`./${grafana}/dashboards:${providers[0].options.path}:ro`)
})
